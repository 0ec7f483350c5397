#include "bind.hpp"

#include <models/day.hpp>
#include <models/simulation.hpp>
#include <sim/error.hpp>
#include <sim/scenario_file.hpp>

#include <pybind11/numpy.h>
#include <pybind11/operators.h>
#include <pybind11/stl.h>

#include <pybind11/stl/filesystem.h>

namespace python {
namespace {

using Settings = std::vector<std::pair<std::string, py::object>>;
using Columns = std::vector<py::array_t<double, py::array::c_style | py::array::forcecast>>;
using Texts = std::vector<std::string>;

/// A parameter or argument; its texts live as long as the program.
struct Parameter {
    sim::AnyParameter any;
};

Texts texts(std::span<const std::string_view> names) { return {names.begin(), names.end()}; }

/// Columns a table must have; nothing if the parameter is no table.
std::optional<Texts> columns(const sim::AnyParameter& any, bool numeric) {
    const auto* table = std::get_if<sim::Parameter<sim::Table>>(&any);
    if (!table)
        return std::nullopt;
    return texts(numeric ? table->columns : table->text_columns);
}

std::vector<Parameter> parameters(const std::vector<sim::AnyParameter>& list) {
    std::vector<Parameter> out;
    for (const sim::AnyParameter& any : list)
        out.push_back({any});
    return out;
}

py::dict dictionary(const std::vector<sim::Setting>& settings) {
    py::dict out;
    for (const auto& [key, value] : settings)
        out[py::str(key)] = to_python(value);
    return out;
}

/// `find` gives the parameter of a key, or null.
template <class Find>
std::vector<sim::Setting> settings(const Settings& given, const Find& find) {
    std::vector<sim::Setting> out;
    for (const auto& [key, object] : given)
        out.push_back({key, to_value(find(key), object)});
    return out;
}

const sim::AnyParameter* parameter_or_null(const std::string& key) {
    const sim::Catalog& catalog = *models::catalog();
    const auto index = catalog.find(key);
    return index ? &catalog[*index] : nullptr;
}

py::array_t<double> numbers(const py::object& self, const std::string& column) {
    const std::span<const double> view = self.cast<const sim::Table&>().numbers(column);
    py::array_t<double> array(static_cast<py::ssize_t>(view.size()), view.data(), self);
    array.attr("flags").attr("writeable") = false;
    return array;
}

Texts table_texts(const sim::Table& table, const std::string& column) {
    const auto view = table.texts(column);
    return {view.begin(), view.end()};
}

sim::Table table_from_columns(Texts names, const Columns& arrays, std::string source) {
    std::vector<std::vector<double>> columns;
    for (const auto& array : arrays)
        columns.emplace_back(array.data(), array.data() + array.size());
    return sim::Table::from_columns(std::move(names), std::move(columns), std::move(source));
}

sim::Scenario with_event(const sim::Scenario& scenario, std::string name, const py::object& date,
                         const py::object& until, const Settings& set, std::string act,
                         const Settings& with) {
    sim::Event event{.name = std::move(name), .date = to_date(date)};
    if (!until.is_none())
        event.until = to_date(until);
    event.set = settings(set, parameter_or_null);
    event.act = std::move(act);
    event.with = settings(with, [](const std::string&) { return nullptr; });
    return scenario.with_event(std::move(event));
}

void bind_catalog(py::module_& module) {
    py::class_<Parameter>(module, "Parameter", "What can be set: declared next to its rule.")
        .def_property_readonly("key", [](const Parameter& p) { return sim::key(p.any); })
        .def_property_readonly("unit", [](const Parameter& p) { return sim::unit(p.any); })
        .def_property_readonly("allowed", [](const Parameter& p) { return sim::allowed(p.any); })
        .def_property_readonly("initial",
                               [](const Parameter& p) { return to_python(sim::initial(p.any)); })
        .def_property_readonly("meaning", [](const Parameter& p) { return sim::meaning(p.any); })
        .def_property_readonly("source", [](const Parameter& p) { return sim::source(p.any); })
        .def_property_readonly("fixed", [](const Parameter& p) { return sim::fixed(p.any); })
        .def_property_readonly("columns", [](const Parameter& p) { return columns(p.any, true); })
        .def_property_readonly("text_columns",
                               [](const Parameter& p) { return columns(p.any, false); });
    py::class_<sim::ActInfo>(module, "Act", "Something an event can do once.")
        .def_readonly("name", &sim::ActInfo::name)
        .def_readonly("meaning", &sim::ActInfo::meaning)
        .def_property_readonly("arguments",
                               [](const sim::ActInfo& act) { return parameters(act.arguments); });
    py::class_<sim::Section>(module, "Section", "A mechanism's parameters and acts.")
        .def_readonly("name", &sim::Section::name)
        .def_readonly("summary", &sim::Section::summary)
        .def_readonly("acts", &sim::Section::acts)
        .def_property_readonly("parameters",
                               [](const sim::Section& s) { return parameters(s.parameters); });

    module.def("sections", [] { return models::catalog()->sections(); });
    module.def("parameter", [](const std::string& key) {
        const sim::Catalog& catalog = *models::catalog();
        return Parameter{catalog[catalog.index(key)]};
    });
    module.def("hint", [](const std::string& wrong, const Texts& known) {
        return sim::hint(wrong, known);
    });
}

void bind_table(py::module_& module) {
    py::class_<sim::Table, std::shared_ptr<sim::Table>>(module, "Table", "A small table of data.")
        .def_static("from_columns", table_from_columns)
        .def_static("parse_csv",
                    [](const std::string& csv, std::string source) {
                        return sim::Table::parse_csv(csv, std::move(source));
                    })
        .def_property_readonly("n_rows", &sim::Table::n_rows)
        .def_property_readonly("columns", &sim::Table::columns)
        .def("numbers", numbers, "View, not writeable; NaN where a cell is empty.")
        .def("texts", table_texts)
        .def("csv", &sim::Table::csv)
        .def(py::self == py::self);
}

void bind_values(py::module_& module) {
    py::class_<sim::Values>(module, "Values", "One value for each parameter.")
        .def("at", [](const sim::Values& values,
                      const std::string& key) { return to_python(values.at(key)); })
        .def("on", [](const sim::Values& values, const std::string& section) {
            return values.on(section);
        });
    py::class_<sim::Event>(module, "Event", "Something that happens on a date.")
        .def_readonly("name", &sim::Event::name)
        .def_property_readonly("date", [](const sim::Event& e) { return to_python(e.date); })
        .def_property_readonly("until",
                               [](const sim::Event& e) -> py::object {
                                   return e.until ? to_python(*e.until) : py::none();
                               })
        .def_property_readonly("set", [](const sim::Event& e) { return dictionary(e.set); })
        .def_readonly("act", &sim::Event::act)
        .def_property_readonly("with_", [](const sim::Event& e) { return dictionary(e.with); })
        .def_readonly("place", &sim::Event::place);
}

void bind_outcome(py::module_& module) {
    py::class_<sim::Outcome>(module, "Outcome", "One number of each run.")
        .def_readonly("name", &sim::Outcome::name)
        .def_readonly("series", &sim::Outcome::series)
        .def_readonly("where", &sim::Outcome::where)
        .def_readonly("take", &sim::Outcome::take)
        .def_property_readonly("on",
                               [](const sim::Outcome& o) -> py::object {
                                   return o.on ? to_python(*o.on) : py::none();
                               })
        .def_readonly("share", &sim::Outcome::share)
        .def_readonly("above", &sim::Outcome::above)
        .def_readonly("given", &sim::Outcome::given)
        .def_readonly("place", &sim::Outcome::place);
}

void bind_scenario_class(py::module_& module) {
    using sim::Scenario;
    py::class_<Scenario>(module, "Scenario", "Values and dated events; it does not change.")
        .def_property_readonly("name", &Scenario::name)
        .def_property_readonly("summary", &Scenario::summary)
        .def_property_readonly("values", &Scenario::values)
        .def_property_readonly("events", &Scenario::events)
        .def_property_readonly("outcomes", &Scenario::outcomes)
        .def_property_readonly("first_day",
                               [](const Scenario& s) { return to_python(s.first_day()); })
        .def_property_readonly("last_day",
                               [](const Scenario& s) { return to_python(s.last_day()); })
        .def_property_readonly("n_days", &Scenario::n_days)
        .def("with_values",
             [](const Scenario& s, const Settings& given) {
                 return s.with_values(settings(given, parameter_or_null));
             })
        .def("with_event", with_event)
        .def("without_event",
             [](const Scenario& s, const std::string& name) { return s.without_event(name); })
        .def("with_outcomes", &Scenario::with_outcomes)
        .def("renamed", &Scenario::renamed)
        .def("values_on",
             [](const Scenario& s, const py::object& date) { return s.values_on(to_date(date)); })
        .def("place_of", [](const Scenario& s, const std::string& key) { return s.place_of(key); })
        .def(py::self == py::self);
}

}  // namespace

void bind_scenario(py::module_& module) {
    bind_catalog(module);
    bind_table(module);
    bind_values(module);
    bind_outcome(module);
    bind_scenario_class(module);

    module.def("load_scenario", [](const std::string& name_or_path, const sim::Folders& folders) {
        return sim::load_scenario(name_or_path, models::catalog(), folders);
    });
    module.def("parse_scenario",
               [](const std::string& toml, const std::string& source, const sim::Folders& folders) {
                   return sim::parse_scenario(toml, source, models::catalog(), folders);
               });
    module.def("canonical", &sim::canonical);
    module.def("scenario_names", &sim::scenario_names);
    module.def("parse_value", [](const std::string& key, const std::string& text) {
        return to_python(sim::parse_value(*models::catalog(), key, text));
    });
}

}  // namespace python
