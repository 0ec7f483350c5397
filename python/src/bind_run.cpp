#include "bind.hpp"

#include <models/build_info.hpp>
#include <models/simulation.hpp>
#include <sim/outcome.hpp>

#include <pybind11/stl.h>

#include <pybind11/stl/filesystem.h>

namespace python {
namespace {

/// Without the GIL, but for the moments in which `proceed` and Python's signals are asked.
bool run(const std::vector<sim::Scenario>& scenarios, std::uint32_t n_replicates,
         std::uint64_t seed, unsigned n_threads, const std::filesystem::path& path,
         const py::function& proceed, bool tables, const std::vector<std::string>& series) {
    const models::RunSet runs{.scenarios = scenarios,
                              .n_replicates = n_replicates,
                              .seed = seed,
                              .n_threads = n_threads,
                              .tables = tables,
                              .series = series};
    const py::gil_scoped_release release;
    return models::run(runs, path, [&proceed](std::size_t done) {
        const py::gil_scoped_acquire acquire;
        if (PyErr_CheckSignals() != 0)
            throw py::error_already_set();
        return proceed(done).cast<bool>();
    });
}

py::list dimensions(const sim::Layout& layout) {
    py::list out;
    for (const sim::Dimension& dimension : layout.dimensions)
        out.append(py::make_tuple(dimension.name, dimension.labels));
    return out;
}

py::list observables(const sim::Layout& layout) {
    py::list out;
    for (const sim::ObservableInfo& info : layout.observables)
        out.append(py::make_tuple(info.name, info.units, info.long_name, info.dimensions,
                                  info.timing == sim::Timing::flow ? "flow" : "stock"));
    return out;
}

}  // namespace

void bind_run(py::module_& module) {
    module.attr("version") = models::version();
    module.attr("revision") = models::revision();
    module.attr("compiler") = models::compiler();

    py::class_<sim::Layout>(module, "Layout", "Which series a run records.")
        .def_readonly("n_days", &sim::Layout::n_days)
        .def_property_readonly("dimensions", dimensions)
        .def_property_readonly("observables", observables);
    py::class_<sim::Provenance>(module, "Provenance", "What a results file was made from.")
        .def_readonly("scenario_names", &sim::Provenance::scenario_names)
        .def_readonly("scenario_texts", &sim::Provenance::scenario_texts)
        .def_readonly("seed", &sim::Provenance::seed)
        .def_readonly("n_replicates", &sim::Provenance::n_replicates)
        .def_readonly("version", &sim::Provenance::version)
        .def_readonly("revision", &sim::Provenance::revision)
        .def_readonly("compiler", &sim::Provenance::compiler);

    module.def("layout", [](const sim::Scenario& scenario) { return models::layout(scenario); });
    module.def("check", &models::check, py::call_guard<py::gil_scoped_release>());
    module.def("remarks", &models::remarks);
    module.def("read_provenance", &sim::read_provenance);
    module.def("check_outcomes", [](const sim::Scenario& scenario) {
        sim::check(scenario.outcomes(), models::layout(scenario));
    });
    module.def("run", run, py::arg("scenarios"), py::arg("n_replicates"), py::arg("seed"),
               py::arg("n_threads"), py::arg("path"), py::arg("proceed"), py::arg("tables"),
               py::arg("series") = std::vector<std::string>{});
}

}  // namespace python
