#pragma once

#include <models/world.hpp>
#include <sim/parameter.hpp>
#include <sim/schedule.hpp>
#include <sim/values.hpp>

/// Health of structures: controversy and overload wear them down, meetings and thanks restore them.
///
/// Rule    a collective or lab loses wear * fragility * salience of norms * controversy a day
///         (F81, F84), a collective also by overload: hours asked of its coordinators beyond those
///         they have. Of what is lacking, meetings and deliveries to its scope bring back a share
///         (F34, V13, V14). Below the floor it falls apart: health 0, until a meeting revives it.
/// Reads   norm_salience, norm.controversy, coordinators' hours and deliveries of yesterday
/// Writes  collectives.health, places.health
/// Draws   none
namespace models::health {

inline constexpr sim::Parameter<double> wear{
    .key = "structures.wear",
    .unit = "1/day",
    .range = {0.0, 0.2},
    .initial = 0.05,
    .meaning = "Health that a structure loses a day at full salience and full controversy.",
    .source = "assumption; F81, F84"};
inline constexpr sim::Parameter<double> overload_wear{
    .key = "structures.overload_wear",
    .unit = "1/day",
    .range = {0.0, 0.2},
    .initial = 0.02,
    .meaning = "Health that a collective loses a day when at least twice as much is asked of its "
               "coordinators as they have time for.",
    .source = "assumption; V18, F88"};
inline constexpr sim::Parameter<double> meetings{
    .key = "structures.meetings",
    .unit = "1/day",
    .range = {0.0, 1.0},
    .initial = 0.05,
    .meaning = "Share of the lacking health that regular meetings bring back a day.",
    .source = "assumption; F34: almost daily, V13"};
inline constexpr sim::Parameter<double> thanks{
    .key = "structures.thanks",
    .unit = "1/unit",
    .range = {0.0, 1.0},
    .initial = 0.02,
    .meaning = "Share of the lacking health that one unit delivered per member brings back.",
    .source = "assumption; V14"};
inline constexpr sim::Parameter<double> floor{
    .key = "structures.floor",
    .unit = "share",
    .range = {0.0, 1.0},
    .initial = 0.2,
    .meaning = "Health below which a structure falls apart, until a meeting revives it.",
    .source = "assumption; F84"};
inline constexpr sim::Parameter<double> lift{
    .key = "structures.meeting.lift",
    .unit = "share",
    .range = {0.0, 1.0},
    .initial = 0.5,
    .meaning = "Share of the lacking health that it brings back to every structure.",
    .source = "assumption; F71, F73"};

/// Overload in [0, 1]: work asked beyond the hours there, as a share of these hours.
constexpr float overload(float asked, float there) {
    if (asked <= there)
        return 0;
    return asked >= 2 * there ? 1 : asked / there - 1;
}

/// Health tomorrow: it loses `lost`, then `share` of what is lacking comes back.
constexpr float next(float health, float lost, float share, float least) {
    if (health <= 0)
        return 0;  // fallen apart
    const float left = health - lost;
    const float restored = left + (1 - left) * share;
    return restored < least ? 0 : restored;
}

/// The act structures.meeting.
void meet(World& world, const sim::Values&, const sim::Arguments& arguments, const sim::Today&);

/// One day of wear and repair.
void change(World& world, const sim::Values& values);

}  // namespace models::health
