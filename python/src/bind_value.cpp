#include "bind.hpp"

#include <sim/error.hpp>

#include <memory>

namespace python {
namespace {

using TablePointer = std::shared_ptr<const sim::Table>;

py::object object_of(double number) { return py::float_(number); }
py::object object_of(std::int64_t number) { return py::int_(number); }
py::object object_of(bool yes) { return py::bool_(yes); }
py::object object_of(const std::string& option) { return py::str(option); }
py::object object_of(sim::Date date) { return to_python(date); }
py::object object_of(const TablePointer& table) {
    return py::cast(std::const_pointer_cast<sim::Table>(table));  // Python cannot change it either
}

sim::Value whole_number(py::handle object) {
    int overflow = 0;
    const std::int64_t number = PyLong_AsLongLongAndOverflow(object.ptr(), &overflow);
    if (overflow == 0)
        return number;
    const double large = PyLong_AsDouble(object.ptr());
    PyErr_Clear();  // beyond any double it is -1, and in no range either
    return large;
}

bool is_date(py::handle object) {
    return py::isinstance(object, py::module_::import("datetime").attr("date"));
}

}  // namespace

py::object to_python(const sim::Value& value) {
    return std::visit([](const auto& v) { return object_of(v); }, value);
}

py::object to_python(sim::Date date) {
    const std::chrono::year_month_day day(date);
    return py::module_::import("datetime")
        .attr("date")(static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                      static_cast<unsigned>(day.day()));
}

sim::Date to_date(py::handle date) {
    return std::chrono::year(date.attr("year").cast<int>()) /
           std::chrono::month(date.attr("month").cast<unsigned>()) /
           std::chrono::day(date.attr("day").cast<unsigned>());
}

sim::Value to_value(const sim::AnyParameter* parameter, py::handle object) {
    if (py::isinstance<py::bool_>(object))
        return object.cast<bool>();
    if (py::isinstance<py::int_>(object))
        return whole_number(object);
    if (py::isinstance<py::float_>(object))
        return object.cast<double>();
    if (is_date(object))
        return to_date(object);
    if (py::isinstance<sim::Table>(object))
        return TablePointer(object.cast<std::shared_ptr<sim::Table>>());
    if (!py::isinstance<py::str>(object))
        throw sim::InputError(sim::text("a value cannot be a Python ",
                                        Py_TYPE(object.ptr())->tp_name,
                                        "; a number, true or false, text, a date or a table is "
                                        "allowed"));
    const std::string written = object.cast<std::string>();
    if (parameter && std::holds_alternative<sim::Parameter<sim::Date>>(*parameter))
        if (const auto date = sim::parse_date(written))
            return *date;
    return written;
}

}  // namespace python
