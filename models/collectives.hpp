#pragma once

#include <models/world.hpp>
#include <sim/parameter.hpp>
#include <sim/schedule.hpp>
#include <sim/values.hpp>

/// Collectives: one for the whole country and one for each territory, founded when somebody dares.
///
/// Rule    an act founds the national one, or all those of territories, on its day. In a territory
///         somebody also founds one when as many are at work there as make her feel legitimate
///         (F53, F54): a threshold of her own, not the maker's. All who are at work in its scope
///         are its members.
/// Reads   who is at work this morning
/// Writes  collectives.founded_on, members
/// Draws   once: the founders' thresholds, the governance that persons prefer, which of the two
///         collectives they would rather join
namespace models::collectives {

inline constexpr sim::Parameter<double> legitimacy{
    .key = "structures.legitimacy",
    .unit = "person per 100,000",
    .range = {0.0, 1e6},
    .initial = 2.0,
    .meaning = "Median number at work per 100,000 inhabitants at which somebody founds the "
               "collective of a territory (lognormal).",
    .source = "assumption; F53, F54",
    .fixed = true};
inline constexpr sim::Parameter<double> legitimacy_spread{
    .key = "structures.legitimacy_spread",
    .unit = "1",
    .range = {0.0, 3.0},
    .initial = 0.5,
    .meaning = "Spread of that number among territories (sd of the logarithm).",
    .source = "assumption; F109",
    .fixed = true};
inline constexpr sim::Parameter<double> national_share{
    .key = "structures.national_share",
    .unit = "share",
    .range = {0.0, 1.0},
    .initial = 0.5,
    .meaning = "Share of persons who would rather join the national collective than that of their "
               "territory; where theirs does not exist they join the other.",
    .source = "assumption; F28, F113",
    .fixed = true};
inline constexpr sim::Parameter<double> national_governance{
    .key = "structures.national_governance",
    .unit = "share",
    .range = {0.0, 1.0},
    .initial = 0.7,
    .meaning = "Governance of the national collective, from 0 (horizontal) to 1 (hierarchical).",
    .source = "assumption; F83",
    .fixed = true};
inline constexpr sim::Parameter<double> territorial_governance{
    .key = "structures.territorial_governance",
    .unit = "share",
    .range = {0.0, 1.0},
    .initial = 0.3,
    .meaning = "Governance of territories' collectives, from 0 (horizontal) to 1 (hierarchical).",
    .source = "assumption; F27, F83",
    .fixed = true};

inline constexpr std::string_view scopes[] = {"national", "territories"};
inline constexpr sim::Parameter<sim::Choice> scope{
    .key = "structures.found.scope",
    .options = scopes,
    .initial = "national",
    .meaning = "Which collectives are founded, if they are not yet.",
    .source = "B2, F113"};

/// Who prefers what, and who founds when.
void populate(World& world, const sim::Values& values);

/// The act structures.found.
void found(World& world, const sim::Values&, const sim::Arguments& arguments,
           const sim::Today& today);

/// Counts members; founders of territories look around.
void gather(World& world, const sim::Today& today);

}  // namespace models::collectives
