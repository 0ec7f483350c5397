#pragma once

#include <sim/parameter.hpp>

#include <pybind11/pybind11.h>

#include <string>
#include <utility>
#include <vector>

/// The Python module `muster._core`. It only translates: the same names as in C++, no logic.
namespace python {

namespace py = pybind11;

void bind_scenario(py::module_& module);    ///< catalog, tables, scenarios
void bind_run(py::module_& module);         ///< run, provenance, what it was built from
void bind_network(py::module_& module);     ///< networks, their generators and measures
void bind_simulation(py::module_& module);  ///< one world, stepped by hand
void bind_stream(py::module_& module);      ///< addressed draws

/// bool, int, float, str, datetime.date or muster._core.Table.
py::object to_python(const sim::Value& value);

/// The other way; `parameter` may be null when it is not known. Text given for a date is one if it
/// is written so, and a whole number too large for 64 bits is any number.
/// @throws sim::InputError when it is nothing of the kind
sim::Value to_value(const sim::AnyParameter* parameter, py::handle object);

/// datetime.date
py::object to_python(sim::Date date);

/// From anything that has a year, a month and a day.
sim::Date to_date(py::handle date);

}  // namespace python
