#include "bind.hpp"

#include <sim/error.hpp>

PYBIND11_MODULE(_core, module) {
    namespace py = pybind11;
    module.doc() = "The engine and the model, as in C++; muster is the door for people.";
    auto& input_error =
        py::register_exception<sim::InputError>(module, "InputError", PyExc_ValueError);
    input_error.attr("__module__") = "muster";
    input_error.attr("__doc__") =
        "Something the user can mend; says what is wrong, what is allowed.";
    python::bind_scenario(module);
    python::bind_run(module);
    python::bind_network(module);
    python::bind_stream(module);
    python::bind_simulation(module);
}
