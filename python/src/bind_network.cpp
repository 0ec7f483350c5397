#include "bind.hpp"

#include <sim/betweenness.hpp>
#include <sim/error.hpp>
#include <sim/metrics.hpp>
#include <sim/random_graph.hpp>
#include <sim/topology.hpp>

#include <pybind11/eigen.h>
#include <pybind11/numpy.h>
#include <pybind11/operators.h>
#include <pybind11/stl.h>

#include <memory>

namespace python {
namespace {

using namespace py::literals;
using sim::Network;
using Node = std::uint32_t;
using Nodes = py::array_t<Node, py::array::c_style | py::array::forcecast>;
using WithoutGil = py::call_guard<py::gil_scoped_release>;

static_assert(sizeof(sim::Tie) == 2 * sizeof(Node), "a tie is two numbers in an array");

/// All draws of a network made from Python.
sim::Stream stream(std::uint64_t seed) { return {{seed, 0}, "network", 0}; }

/// From an array [n_ties, 2].
Network from_ties(Node n_nodes, const Nodes& ties) {
    if (ties.ndim() != 2 || ties.shape(1) != 2)
        throw sim::InputError("ties are no array [n_ties, 2]");
    const auto* first = reinterpret_cast<const sim::Tie*>(ties.data());
    const std::span list(first, static_cast<std::size_t>(ties.shape(0)));
    for (const sim::Tie& tie : list)
        if (tie.a >= n_nodes || tie.b >= n_nodes)
            throw sim::InputError(sim::text("the tie ", tie.a, "-", tie.b,
                                            " names a node that does",
                                            " not exist; 0 to n_nodes - 1 is allowed"));
    return Network::from_ties(n_nodes, list);
}

/// [n_ties, 2], without a copy: the array owns the ties.
Nodes ties(const Network& network) {
    auto owned = std::make_unique<std::vector<sim::Tie>>(network.ties());
    const auto* data = reinterpret_cast<const Node*>(owned->data());
    const auto rows = static_cast<py::ssize_t>(owned->size());
    const py::capsule owner(
        owned.release(), [](void* vector) { delete static_cast<std::vector<sim::Tie>*>(vector); });
    return Nodes(std::vector<py::ssize_t>{rows, 2}, data, owner);
}

Node checked_node(const Network& network, Node v) {
    if (v >= network.n_nodes())
        throw sim::InputError(
            sim::text("node ", v, " does not exist; there are ", network.n_nodes()));
    return v;
}

/// View into the network, not writeable.
Nodes neighbors(const py::object& self, Node v) {
    const auto& network = self.cast<const Network&>();
    const auto row = network.neighbors(checked_node(network, v));
    Nodes array(static_cast<py::ssize_t>(row.size()), row.data(), self);
    array.attr("flags").attr("writeable") = false;
    return array;
}

Network baran_grid(Node rows, Node columns, double redundancy) {
    using R = sim::Redundancy;
    static const std::vector<std::pair<double, R>> levels{
        {1, R::r1}, {1.5, R::r1_5}, {2, R::r2}, {3, R::r3}, {4, R::r4}, {6, R::r6}, {8, R::r8}};
    for (const auto& [level, meant] : levels)
        if (level == redundancy)
            return sim::baran_grid(rows, columns, meant);
    throw sim::InputError(
        sim::text("redundancy = ", redundancy, "; 1, 1.5, 2, 3, 4, 6 or 8 is allowed"));
}

py::array_t<double> betweenness(const Network& network) {
    const std::vector<double> pairs = [&network] {
        const py::gil_scoped_release release;
        return sim::betweenness(network);
    }();
    return py::array_t<double>(static_cast<py::ssize_t>(pairs.size()), pairs.data());
}

void bind_designed(py::module_& m) {
    m.def("star", &sim::star, "n"_a, "Node 0 tied to all others.", WithoutGil());
    m.def("two_level_tree", &sim::two_level_tree, "n_sub_hubs"_a, "leaves_each"_a,
          "A root, sub-hubs tied to it, leaves on each of them.", WithoutGil());
    m.def("k_ary_tree", &sim::k_ary_tree, "branching"_a, "height"_a,
          "A root; every node above the last level has as many children.", WithoutGil());
    m.def("baran_grid", baran_grid, "rows"_a, "columns"_a, "redundancy"_a = 2.0,
          "Baran's distributed network (1964, doi:10.1109/TCOM.1964.1088883); "
          "redundancy 1, 1.5, 2, 3, 4, 6 or 8.",
          WithoutGil());
    m.def("moore_torus", &sim::moore_torus, "rows"_a, "columns"_a,
          "8 neighbors each, borders joined.", WithoutGil());
    m.def("ring_lattice", &sim::ring_lattice, "n"_a, "k"_a,
          "Each node tied to the k / 2 next on either side.", WithoutGil());
    m.def("complete", &sim::complete, "n"_a, "Everybody tied to everybody.", WithoutGil());
    m.def("line", &sim::line, "n"_a, "Each node tied to the next.", WithoutGil());
}

void bind_random(py::module_& m) {
    using Seed = std::uint64_t;
    m.def(
        "erdos_renyi",
        [](Node n, double mean_degree, Seed seed) {
            return sim::erdos_renyi(n, mean_degree, stream(seed));
        },
        "n"_a, "mean_degree"_a, "seed"_a = 1, "Each pair tied with the same chance.", WithoutGil());
    m.def(
        "watts_strogatz",
        [](Node n, Node k, double p, Seed seed) {
            return sim::watts_strogatz(n, k, p, stream(seed));
        },
        "n"_a, "k"_a, "p"_a, "seed"_a = 1,
        "A ring lattice whose ties move with chance p (1998, doi:10.1038/30918).", WithoutGil());
    m.def(
        "barabasi_albert",
        [](Node n, Node m_each, Seed seed) {
            return sim::barabasi_albert(n, m_each, stream(seed));
        },
        "n"_a, "m"_a, "seed"_a = 1,
        "Newcomers tie to m others in proportion to their ties "
        "(1999, doi:10.1126/science.286.5439.509).",
        WithoutGil());
    m.def(
        "configuration_model",
        [](const std::vector<Node>& degrees, Seed seed) {
            return sim::configuration_model(degrees, stream(seed));
        },
        "degrees"_a, "seed"_a = 1, "Wanted degrees, tied at random.", WithoutGil());
    m.def(
        "stochastic_block",
        [](const std::vector<Node>& sizes, const Eigen::MatrixXd& chance, Seed seed) {
            return sim::stochastic_block(sizes, chance, stream(seed));
        },
        "sizes"_a, "chance"_a, "seed"_a = 1,
        "Blocks; a pair is tied with a chance [n_blocks, n_blocks] of both blocks.", WithoutGil());
}

void bind_measures(py::module_& m) {
    m.def("giant_share", &sim::giant_share, "network"_a,
          "Share of the nodes in the largest component.", WithoutGil());
    m.def("clustering", &sim::clustering, "network"_a,
          "Mean over nodes of the share of pairs of neighbors that are tied.", WithoutGil());
    m.def("transitivity", &sim::transitivity, "network"_a,
          "Share of paths of two ties that are closed by a third.", WithoutGil());
    m.def(
        "mean_path_length", [](const Network& network) { return sim::mean_path_length(network); },
        "network"_a, "Mean distance of all pairs that can reach each other.", WithoutGil());
    m.def("diameter", &sim::diameter, "network"_a, "The longest distance.", WithoutGil());
    m.def("betweenness", betweenness, "network"_a,
          "[n_nodes], number of pairs whose shortest path leads through the node.");
    m.def("degree_centralization", &sim::degree_centralization, "network"_a,
          "Freeman's, in [0, 1]: 1 for a star (1978, doi:10.1016/0378-8733(78)90021-7).",
          WithoutGil());
    m.def("degree_gini", &sim::degree_gini, "network"_a, "Gini coefficient of the degrees.",
          WithoutGil());
}

}  // namespace

void bind_network(py::module_& module) {
    py::class_<Network>(module, "Network", "Who is tied to whom; it does not change.")
        .def_static("from_ties", from_ties, "n_nodes"_a, "ties"_a)
        .def_property_readonly("n_nodes", &Network::n_nodes)
        .def_property_readonly("n_ties", &Network::n_ties)
        .def("degree",
             [](const Network& self, Node v) { return self.degree(checked_node(self, v)); })
        .def("neighbors", neighbors, "View, ascending, not writeable.")
        .def("ties", ties, "[n_ties, 2], each once, the lower node first, sorted.")
        .def(py::self == py::self);
    bind_designed(module);
    bind_random(module);
    bind_measures(module);
}

}  // namespace python
