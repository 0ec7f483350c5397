#pragma once

#include <models/world.hpp>
#include <sim/math.hpp>
#include <sim/nk_landscape.hpp>
#include <sim/schedule.hpp>

/// Design: versions of what is made are tried, documented, copied along coordination ties and
/// validated by care services.
///
/// Rule    a version is a point on an NK landscape, one for each process (Lazer, Friedman 2007,
///         doi:10.2189/asqu.52.4.667); its score stands for all that makes a design good. Who looks
///         around today and sees a documented version of the process among her coordination ties
///         that is better than her own copies it. Whoever does not copy and may explore changes one
///         trait and keeps it if that is better; she then documents it before she tries on.
///         Centralized: only the center explores; decentralized: the centers of territories too;
///         distributed: all units, and nobody else; superposed: all of them (F100-F104). Where
///         coordination is off, everybody sees everybody. Labs that still observe try versions of
///         their process too, and follow what is validated. Documented versions that are better
///         than all that care services have seen by some margin are submitted to them, the best of
///         a day of each process; they validate at a limited rate, first come, first served (D33).
/// Reads   coordination, who takes part, labs that observe
/// Writes  designs, persons.pace
/// Draws   per unit that takes part and lab that observes: one hash; per try: one
namespace models::design {

inline constexpr std::string_view name = "design";

inline constexpr sim::Parameter<std::int64_t> traits{
    .key = "design.traits",
    .unit = "trait",
    .range = {1, sim::NkLandscape::max_traits},
    .initial = 20,
    .meaning = "Traits of a design, each one way or the other (N of the NK model).",
    .source = "Lazer, Friedman 2007 (doi:10.2189/asqu.52.4.667)",
    .fixed = true};
inline constexpr sim::Parameter<std::int64_t> interplay{
    .key = "design.interplay",
    .unit = "trait",
    .range = {0, sim::NkLandscape::max_others},
    .initial = 5,
    .meaning = "Other traits on which the worth of a trait depends (K of the NK model), fewer than "
               "there are: more of them make more dead ends.",
    .source = "Lazer, Friedman 2007 (doi:10.2189/asqu.52.4.667)",
    .fixed = true};
inline constexpr sim::Parameter<double> steepness{
    .key = "design.steepness",
    .unit = "1",
    .range = {0.1, 20.0},
    .initial = 2.0,
    .meaning = "Power of fitness that is the score: with a higher one, a few designs stand out.",
    .source =
        "assumption: with 2 a random version has a score near 0.5; Lazer, Friedman 2007 take 8",
    .fixed = true};
inline constexpr std::string_view beginnings[] = {"the same", "their own"};
enum class Beginning : std::size_t { the_same, their_own };
inline constexpr sim::Parameter<sim::Choice> beginning{
    .key = "design.beginning",
    .options = beginnings,
    .initial = "the same",
    .meaning = "Whether all begin with the same version, of average score, or each unit with a "
               "random one of its own.",
    .source = "F17; Lazer, Friedman 2007 (doi:10.2189/asqu.52.4.667) for random ones",
    .fixed = true};
inline constexpr sim::Parameter<double> explore{
    .key = "design.explore",
    .unit = "1/day",
    .range = {0.0, 1.0},
    .initial = 0.1,
    .meaning = "Chance that a unit that explores tries a change on a day.",
    .source = "assumption; D32 (14 versions in about 10 days in one network)"};
inline constexpr sim::Parameter<std::int64_t> team{
    .key = "design.team",
    .unit = "version/day",
    .range = {0, 100},
    .initial = 4,
    .meaning = "Changes that the team of a coordinator tries a day, for each process.",
    .source = "assumption; D32 (14 versions in about 10 days in one network)"};
inline constexpr sim::Parameter<double> copy{
    .key = "design.copy",
    .unit = "1/day",
    .range = {0.0, 1.0},
    .initial = 0.3,
    .meaning = "Chance that a unit looks on a day what others have; coordinators look every day.",
    .source = "assumption; F40, F44"};
inline constexpr sim::Parameter<std::int64_t> documentation{
    .key = "design.documentation",
    .unit = "day",
    .range = {0, 60},
    .initial = 1,
    .meaning = "Days that writing up a new version takes before others can copy it; 0: the next "
               "morning they can.",
    .source = "assumption; F40, F44"};
inline constexpr sim::Parameter<double> margin{
    .key = "design.margin",
    .unit = "score",
    .range = {0.0, 1.0},
    .initial = 0.02,
    .meaning =
        "How much better than all before a version must be to be submitted to care services.",
    .source = "assumption; F12"};
inline constexpr sim::Parameter<double> validation{
    .key = "design.validation",
    .unit = "version/day",
    .range = {0.0, 100.0},
    .initial = 1.0,
    .meaning = "Versions that care services can validate a day.",
    .source = "assumption; D33, F39"};
inline constexpr sim::Parameter<bool> printing_validated{
    .key = "design.printing_validated",
    .initial = true,
    .meaning = "Whether the visor that all print at first is approved of by carers already.",
    .source = "F17",
    .fixed = true};

/// Score of a version: its fitness, to some power, in [0, 1].
inline double score(const sim::NkLandscape& landscape, std::uint32_t version, double power) {
    return sim::pow(landscape.fitness(version), power);
}

/// Landscapes, and everybody's first version: of 256 random ones that with a score nearest to 0.5,
/// so that everything begins as it is where design is off; or any version, each unit its own.
/// @throws InputError if a trait would depend on more others than there are
void populate(World& world, const sim::Values& values);

/// Care services validate versions that wait, some a day. A review that is begun goes on tomorrow;
/// time in which nothing was waiting is gone.
void review(World& world, double a_day);

void step(World& world, const sim::Values& values, const sim::Today& today);

/// How different the designs of those who take part are: the share of traits in which two of them
/// differ, on average over all pairs. [n_processes], as in genetics (Nei, Li 1979,
/// doi:10.1073/pnas.76.10.5269)
std::array<double, Designs::n_processes> diversity(const World& world);

/// How many different designs those who take part use. [n_processes]
std::array<double, Designs::n_processes> n_versions(const World& world);

inline const sim::Mechanism<World> mechanism{
    .name = name,
    .summary = "Designs are tried, documented, copied along ties and validated.",
    .parameters = {traits, interplay, steepness, beginning, explore, team, copy, documentation,
                   margin, validation, printing_validated},
    .step = step};

}  // namespace models::design
