#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

/// The categories of the mobilization. The order of names is the order of the labels in every
/// results file.
namespace models {

/// Where a person stands: unaware -> aware -> engaged <-> paused -> withdrawn (-> aware again).
enum class Stage : std::uint8_t { unaware, aware, engaged, paused, withdrawn };
inline constexpr std::array<std::string_view, 5> stages{"unaware", "aware", "engaged", "paused",
                                                        "withdrawn"};

/// Why a person withdrew: always exactly one.
enum class Reason : std::uint8_t {
    fatigue,
    legal_fear,
    no_material,
    no_demand,
    structure_lost,
    time_lost,
    other
};
inline constexpr std::array<std::string_view, 7> reasons{
    "fatigue", "legal fear", "no material", "no demand", "structure lost", "time lost", "other"};

/// Who asks for equipment.
enum class Segment : std::uint8_t { hospital, care_home, liberal_carer, public_job };
inline constexpr std::array<std::string_view, 4> segments{"hospital", "care home", "liberal carer",
                                                          "public-facing job"};

/// How an order finds a maker, in the order in which the channels appeared (F62).
enum class Channel : std::uint8_t { acquaintance, social_network, platform };
inline constexpr std::array<std::string_view, 3> channels{"acquaintance", "social network",
                                                          "platform"};

/// What is made.
enum class Product : std::uint8_t { visor, gown };
inline constexpr std::array<std::string_view, 2> products{"visor", "gown"};
inline constexpr std::size_t n_products = products.size();

/// What it is made of, counted in whole small units (g, cm2, cm, cm2) so that material is conserved
/// exactly.
enum class Material : std::uint8_t { filament, sheet, elastic, textile };
inline constexpr std::array<std::string_view, 4> materials{"filament", "sheet", "elastic",
                                                           "textile"};
inline constexpr std::size_t n_materials = materials.size();
/// Whole small units in the unit in which shops sell it: g in a kg, cm2 in a m2, cm in a m.
inline constexpr std::array<double, n_materials> small_units{1000.0, 10000.0, 100.0, 10000.0};

/// How it is made. Each process makes one product.
enum class Process : std::uint8_t { printing, laser, sewing, small_firm };
inline constexpr std::array<std::string_view, 4> processes{"printing", "laser", "sewing",
                                                           "small firm"};
constexpr Product product_of(Process process) {
    return process == Process::sewing ? Product::gown : Product::visor;
}

/// Where things are made, other than at home.
enum class Kind : std::uint8_t { fab_lab, makerspace, third_place, industrial_lab, small_firm };
inline constexpr std::array<std::string_view, 5> kinds{"fab lab", "makerspace", "third place",
                                                       "industrial lab", "small firm"};

/// What a place does.
enum class Phase : std::uint8_t { closed, observing, producing };
inline constexpr std::array<std::string_view, 3> place_phases{"closed", "observing", "producing"};

/// Whose money buys material (F19-F22, F26, F42, F89).
enum class Source : std::uint8_t { own_pocket, gifts, patrons, public_order, requesters };
inline constexpr std::array<std::string_view, 5> sources{"own pocket", "gifts", "patrons",
                                                         "public order", "requesters"};
inline constexpr std::size_t n_sources = sources.size();

/// The index of an enumerator in its list of names.
template <class Enum>
constexpr std::size_t index(Enum value) {
    return static_cast<std::size_t>(value);
}

/// Numbers of acquaintances, as they are counted.
inline constexpr std::array<std::string_view, 11> degree_labels{
    "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10 or more"};

/// What is measured of a network (sim/metrics.hpp).
enum class NetworkMeasure : std::uint8_t {
    mean_degree,
    degree_variance,
    clustering,
    transitivity,
    mean_path,
    diameter,
    giant_share,
    centralization,
    inside_share
};
inline constexpr std::array<std::string_view, 9> network_measures{
    "mean degree",  "degree variance", "clustering",
    "transitivity", "mean path",       "diameter",
    "giant share",  "centralization",  "share inside territories"};

}  // namespace models
