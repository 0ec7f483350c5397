#include "bind.hpp"

#include <models/build_info.hpp>
#include <models/run_set.hpp>
#include <models/simulation.hpp>
#include <sim/error.hpp>
#include <sim/outcome.hpp>

#include <pybind11/numpy.h>
#include <pybind11/stl.h>

#include <pybind11/stl/filesystem.h>

#include <algorithm>
#include <memory>

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

/// Adds a series that is read elsewhere. @throws InputError for a name or dimension that cannot be
void add_series(sim::Layout& layout, const std::string& name, const std::string& units,
                const std::string& long_name, const std::vector<std::string>& dimensions,
                bool is_flow) {
    std::vector<std::string> known;
    for (const sim::ObservableInfo& info : layout.observables)
        if (info.name == name)
            throw sim::InputError(sim::text("there is a series '", name, "' already"));
    for (const sim::Dimension& dimension : layout.dimensions)
        known.push_back(dimension.name);
    for (const std::string& dimension : dimensions)
        if (std::ranges::find(known, dimension) == known.end())
            throw sim::InputError(sim::text("series '", name, "': unknown dimension '", dimension,
                                            "'", sim::hint(dimension, known)));
    layout.observables.push_back(
        {name, units, long_name, dimensions, is_flow ? sim::Timing::flow : sim::Timing::stock});
}

/// Writes a day of the series that was added as the `number`th of all.
void write_day(sim::Recording& recording, std::size_t number, int day,
               const py::array_t<double, py::array::c_style | py::array::forcecast>& values) {
    auto row = recording.series.at(number).row(day);
    sim::ensure(row.size() == values.size(), "a series is as wide as its layout says");
    std::copy_n(values.data(), values.size(), row.data());
}

void bind_archive(py::module_& module) {
    py::class_<sim::Recording>(module, "Recording", "One run, day by day.")
        .def(py::init(&sim::empty_recording))
        .def("write_day", write_day);
    py::class_<sim::ArchiveWriter>(module, "ArchiveWriter", "A results file under way.")
        .def(py::init([](const std::vector<sim::Scenario>& scenarios, std::uint32_t n_replicates,
                         std::uint64_t seed, const sim::Layout& layout,
                         const std::filesystem::path& path, const std::string& python) {
            const models::RunSet runs{
                .scenarios = scenarios, .n_replicates = n_replicates, .seed = seed, .n_threads = 0};
            return std::unique_ptr<sim::ArchiveWriter>(
                new sim::ArchiveWriter(models::archive_of(runs, layout, path, python)));
        }))
        .def("write",
             [](sim::ArchiveWriter& archive, std::size_t scenario, std::uint32_t replicate,
                const sim::Recording& recording) {
                 archive.write({scenario, replicate}, recording);
             })
        .def("abandon", &sim::ArchiveWriter::abandon)
        .def("finish", &sim::ArchiveWriter::finish);
}

}  // namespace

void bind_run(py::module_& module) {
    module.attr("version") = models::version();
    module.attr("revision") = models::revision();
    module.attr("compiler") = models::compiler();

    py::class_<sim::Layout>(module, "Layout", "Which series a run records.")
        .def_readonly("n_days", &sim::Layout::n_days)
        .def_property_readonly("dimensions", dimensions)
        .def_property_readonly("observables", observables)
        .def("add_series", add_series);
    py::class_<sim::Provenance>(module, "Provenance", "What a results file was made from.")
        .def_readonly("scenario_names", &sim::Provenance::scenario_names)
        .def_readonly("scenario_texts", &sim::Provenance::scenario_texts)
        .def_readonly("seed", &sim::Provenance::seed)
        .def_readonly("n_replicates", &sim::Provenance::n_replicates)
        .def_readonly("version", &sim::Provenance::version)
        .def_readonly("revision", &sim::Provenance::revision)
        .def_readonly("compiler", &sim::Provenance::compiler)
        .def_readonly("python", &sim::Provenance::python);
    bind_archive(module);

    module.def(
        "layout",
        [](const sim::Scenario& scenario, bool tables) { return models::layout(scenario, tables); },
        py::arg("scenario"), py::arg("tables") = false);
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
