#include "bind.hpp"

#include <models/columns.hpp>
#include <models/conservation.hpp>
#include <models/day.hpp>
#include <models/listings.hpp>
#include <models/observables.hpp>
#include <models/past.hpp>
#include <models/simulation.hpp>
#include <sim/error.hpp>
#include <sim/network.hpp>

#include <pybind11/gil_safe_call_once.h>
#include <pybind11/numpy.h>
#include <pybind11/stl.h>

#include <memory>
#include <set>
#include <type_traits>

namespace python {

using namespace py::literals;

namespace {

using models::Simulation;

/// What an element of a column is, where it is an array of its own: its length, else 0.
template <class T>
struct Row {
    using Element = T;
    static constexpr py::ssize_t length = 0;
};
template <class T, std::size_t n>
struct Row<std::array<T, n>> {
    using Element = T;
    static constexpr py::ssize_t length = n;
};

/// An enumerator is its number.
template <class T>
struct Plain {
    using type = T;
};
template <class T>
    requires std::is_enum_v<T>
struct Plain<T> {
    using type = std::underlying_type_t<T>;
};

/// A view that keeps `owner` alive.
template <class T>
py::array view(const std::vector<T>& column, const py::object& owner, bool writable) {
    using Element = typename Plain<typename Row<T>::Element>::type;
    std::vector<py::ssize_t> shape{static_cast<py::ssize_t>(column.size())};
    if constexpr (Row<T>::length > 0)
        shape.push_back(Row<T>::length);
    py::array_t<Element> array(shape, reinterpret_cast<const Element*>(column.data()), owner);
    if (!writable)
        array.attr("flags").attr("writeable") = false;
    return array;
}

/// Lists of records grow and move within a day, so they are copied.
template <class T>
    requires(std::is_class_v<T> && Row<T>::length == 0)
py::array view(const std::vector<T>& list, const py::object&, bool) {
    return py::array_t<T>(static_cast<py::ssize_t>(list.size()), list.data());
}
template <class T>
    requires std::is_arithmetic_v<T>
py::array view(T number, const py::object&, bool) {
    return py::array_t<T>(std::vector<py::ssize_t>{}, &number);
}

/// A network is its ties.
py::array view(const sim::Network& network, const py::object& owner, bool writable) {
    return view(network.ties(), owner, writable);
}

std::vector<std::string> state_names(const Simulation& simulation) {
    std::vector<std::string> names;
    models::for_each_column(simulation.world(),
                            [&](const std::string& name, const auto&) { names.push_back(name); });
    return names;
}

/// Loads numpy, without which `muster list` is quick: so not before somebody looks at a state.
void describe_records() {
    using namespace models;
    PYBIND11_NUMPY_DTYPE(sim::Tie, a, b);
    PYBIND11_NUMPY_DTYPE(Order, requester, open, placed_on, channel, hops, at, number, product);
    PYBIND11_NUMPY_DTYPE(Shipment, requester, maker, units, ordered_on, sent_on, channel, number,
                         product);
    PYBIND11_NUMPY_DTYPE(Delivery, requester, number);
    PYBIND11_NUMPY_DTYPE(Suppliers::Refill, arrives_on, material, territory, amount);
    PYBIND11_NUMPY_DTYPE(Coordinator, scope, weight, spare, node, removed);
    PYBIND11_NUMPY_DTYPE(Bonds, unit, partner, strength, success);
    PYBIND11_NUMPY_DTYPE(Designs::Submission, process, version, score);
    PYBIND11_NUMPY_DTYPE(LogEntry, what, unit, from, requester, collective, order, parcel, units,
                         product, reason, day);
}
/// Whoever comes first; others wait without holding Python up, which the import of numpy needs.
void describe_records_once() {
    PYBIND11_CONSTINIT static py::gil_safe_call_once_and_store<bool> described;
    described.call_once_and_store_result([] {
        describe_records();
        return true;
    });
}

py::object state(const py::object& self, const std::string& wanted, bool to_write) {
    describe_records_once();
    const auto& simulation = self.cast<const Simulation&>();
    py::object found = py::none();
    models::for_each_column(simulation.world(), [&](const std::string& name, const auto& column) {
        if (name == wanted)
            found = view(column, self, to_write);
    });
    if (found.is_none())
        throw sim::InputError(sim::text("unknown state variable '", wanted, "'",
                                        sim::hint(wanted, state_names(simulation))));
    return found;
}

/// Bounds of the columns that may be written, by name.
py::dict writable() {
    py::dict out;
    for (const models::Writable& column : models::writable)
        out[py::str(std::string(column.name))] = py::make_tuple(column.low, column.high);
    return out;
}

/// Names of the phases of a day, in order.
std::vector<std::string> phases() {
    std::vector<std::string> names;
    for (const auto& phase : models::day().phases())
        names.emplace_back(phase.name);
    return names;
}

/// Calls `after` with the name of each of these phases when it has acted.
void step(Simulation& simulation, const std::set<std::string>& phases, const py::object& after) {
    const py::gil_scoped_release release;
    if (phases.empty())
        return simulation.step();
    simulation.step([&](std::string_view phase) {
        if (!phases.contains(std::string(phase)))
            return;
        const py::gil_scoped_acquire acquire;
        after(phase);
    });
}

using Persons = py::array_t<std::uint32_t, py::array::c_style>;

void move(Simulation& simulation, const Persons& persons, std::size_t to, std::size_t reason) {
    simulation.move({persons.data(), static_cast<std::size_t>(persons.size())}, models::Stage(to),
                    models::Reason(reason));
}

/// What happened so far: a view, which the next step may move away from.
py::array log(const py::object& self) {
    describe_records_once();
    const std::vector<models::LogEntry>& entries = self.cast<const Simulation&>().log().entries;
    return py::array_t<models::LogEntry>(static_cast<py::ssize_t>(entries.size()), entries.data(),
                                         self);
}

/// Labels of categories by what they tell apart, in the order of their numbers.
py::dict labels() {
    py::dict all;
    const auto add = [&all](const char* of, const auto& names) {
        all[of] = py::cast(std::vector<std::string>(names.begin(), names.end()));
    };
    add("stage", models::stages);
    add("reason", models::reasons);
    add("process", models::processes);
    add("kind", models::kinds);
    add("segment", models::segments);
    add("happening", models::happenings);
    return all;
}

/// None, or the day and what the other has.
py::object first_difference(const sim::Scenario& one, const sim::Scenario& other) {
    const auto parted = models::first_difference(one, other);
    if (!parted)
        return py::none();
    return py::make_tuple(to_python(parted->date), parted->what);
}

}  // namespace

void bind_simulation(py::module_& module) {
    py::class_<Simulation>(module, "Simulation", "One world under way, day by day.")
        .def(py::init([](const sim::Scenario& scenario, std::uint64_t seed, std::uint32_t replicate,
                         bool logged) {
                 return std::make_unique<Simulation>(scenario, sim::RunAddress{seed, replicate},
                                                     logged);
             }),
             "scenario"_a, "seed"_a, "replicate"_a, "logged"_a = false)
        .def("step", step, "phases"_a = std::set<std::string>{}, "after"_a = py::none())
        .def("move", move)
        .def("observe",
             [](const Simulation& simulation, sim::Recording& recording) {
                 models::observe(simulation.world(), simulation.day() - 1, recording);
             })
        .def("list",
             [](const Simulation& simulation, sim::Recording& recording) {
                 recording.listings = models::list(simulation.world(), simulation.log());
             })
        .def("fork",
             [](const Simulation& simulation, const sim::Scenario& scenario) {
                 return std::make_unique<Simulation>(simulation.fork(scenario));
             })
        .def_property_readonly("day", &Simulation::day)
        .def_property_readonly("is_over", &Simulation::is_over)
        .def("check_conservation",
             [](const Simulation& simulation) { models::check_conservation(simulation.world()); })
        .def_property_readonly(
            "network",
            [](const Simulation& simulation) { return simulation.world().coordination.network; })
        .def("state", state, "name"_a, "to_write"_a = false)
        .def("state_names", state_names)
        .def("log", log,
             "What happened so far, a record each, until the next step; empty unless logged.")
        .def_property_readonly(
            "acquaintance",
            [](const Simulation& simulation) -> const sim::Network& {
                return simulation.world().acquaintance;
            },
            py::return_value_policy::reference_internal, "Ties of persons.")
        .def_property_readonly(
            "coordination", [](const Simulation& s) { return s.world().coordination.network; },
            "Ties of today's network, a copy: units that take part, then coordinators.");
    module.attr("labels") = labels();
    module.def("first_difference", first_difference);
    module.attr("writable") = writable();
    module.attr("phases") = phases();
}

}  // namespace python
