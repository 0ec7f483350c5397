#pragma once

#include <models/world.hpp>
#include <sim/catalog.hpp>
#include <sim/values.hpp>

/// Requesters: hospital wards, care homes, liberal carers, jobs in contact with the public.
///
/// Draws   per requester, once: staff; per person, once: how many requesters she knows, which
namespace models::requesters {

inline constexpr std::string_view name = "requesters";

inline constexpr std::string_view segment_names[] = {"segment"};
inline constexpr std::string_view segment_columns[] = {"number", "staff", "order", "order_spread"};
inline constexpr sim::Parameter<sim::Table> by_segment{
    .key = "requesters.by_segment",
    .columns = segment_columns,
    .text_columns = segment_names,
    .meaning =
        "For each segment: how many there are for 65 million inhabitants, mean staff, median "
        "size of an order and its spread (sd of the logarithm).",
    .source = "E14, E18-E23; staff per requester is an assumption"};
inline constexpr sim::Parameter<double> staff_spread{
    .key = "requesters.staff_spread",
    .unit = "1",
    .range = {0.0, 3.0},
    .initial = 0.8,
    .meaning = "Spread of staff within a segment (sd of the logarithm).",
    .source = "assumption",
    .fixed = true};

inline constexpr sim::Parameter<double> known{
    .key = "requesters.known",
    .unit = "requester/person",
    .range = {0.0, 1000.0},
    .initial = 0.0,
    .meaning = "Requesters of her territory that an owner of machines knows, on average (Poisson), "
               "beside the one that some know anyway (population.carer_share).",
    .source = "assumption; F17",
    .fixed = true};

/// Who uses what: gowns are for those who care for patients.
constexpr bool uses(Segment segment, Product product) {
    return product == Product::visor || segment != Segment::public_job;
}

sim::Section section();

/// Sets up requesters, territory by territory, and the makers they know.
/// @throws InputError if the table is not as it must be
void populate(World& world, const sim::Values& values);

}  // namespace models::requesters
