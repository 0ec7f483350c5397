#include "bind.hpp"

#include <sim/stream.hpp>

#include <pybind11/numpy.h>

#include <vector>

namespace python {
namespace {

using Entities = py::array_t<std::uint64_t, py::array::c_style | py::array::forcecast>;
using Chances = py::array_t<double, py::array::c_style | py::array::forcecast>;

/// One word for each entity, much faster where they are numbers in a row.
std::vector<std::uint32_t> words(const sim::Stream& stream, const Entities& entities,
                                 std::uint32_t number) {
    const auto n = static_cast<std::size_t>(entities.size());
    const std::uint64_t* entity = entities.data();
    std::vector<std::uint32_t> out(n);
    std::size_t i = 1;
    while (i < n && entity[i] == entity[0] + i)
        ++i;
    if (n > 0 && i >= n)
        stream.words(entity[0], out, number);
    else
        for (std::size_t k = 0; k < n; ++k)
            out[k] = stream.word(entity[k], number);
    return out;
}

py::array_t<double> uniform(const sim::Stream& stream, const Entities& entities,
                            std::uint32_t number) {
    const auto drawn = words(stream, entities, number);
    py::array_t<double> out(entities.size());
    for (std::size_t i = 0; i < drawn.size(); ++i)
        out.mutable_data()[i] = sim::between_0_and_1(drawn[i]);
    return out;
}

/// `chances` has one number for all, or one for each.
py::array_t<bool> bernoulli(const sim::Stream& stream, const Chances& chances,
                            const Entities& entities, std::uint32_t number) {
    const auto drawn = words(stream, entities, number);
    py::array_t<bool> out(entities.size());
    const bool one = chances.size() == 1;
    if (!one && chances.size() != entities.size())
        throw py::value_error("one chance for all or one for each is allowed");
    for (std::size_t i = 0; i < drawn.size(); ++i)
        out.mutable_data()[i] = drawn[i] < sim::probability_cut(chances.data()[one ? 0 : i]);
    return out;
}

}  // namespace

void bind_stream(py::module_& module) {
    using namespace py::literals;
    py::class_<sim::Stream>(module, "Stream", R"(All draws of one process on one day of one run.

A draw depends on its address only: seed, replicate, process, day, entity and number.)")
        .def(py::init(
                 [](std::uint64_t seed, std::uint32_t replicate, const std::string& process,
                    std::uint32_t day) { return sim::Stream({seed, replicate}, process, day); }),
             "seed"_a, "replicate"_a, "process"_a, "day"_a)
        .def("uniform", uniform, "entities"_a, "number"_a = 0,
             "A number in (0, 1) for each entity; `number` tells its draws of a day apart.")
        .def("bernoulli", bernoulli, "chance"_a, "entities"_a, "number"_a = 0,
             "Whether it comes true, for each entity; who is hit at p is hit at every greater p.");
}

}  // namespace python
