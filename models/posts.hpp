#pragma once

#include <models/world.hpp>
#include <sim/scenario.hpp>

#include <string>
#include <vector>

/// Posts: a custom coordination network, given as tables of named posts and of ties between them.
///
/// Rule    a post with a weight of hours is a coordinator of its territory, or of the whole
///         country. At the others units sit: each at one of those of its territory or for any, by
///         its own fixed luck (consistent hashing), so that one post more moves few units. Each
///         morning those who take part at a post are tied to its host, the first of them on the
///         ring; hosts of tied posts are tied. A post where nobody takes part passes nothing on.
/// Writes  coordination.posts
/// Draws   per unit, fixed for the whole run
namespace models::posts {

/// @throws InputError if the topology is ever "custom" and there are no tables
void check(const sim::Scenario& scenario);

/// Reads the tables, if there are any, and seats the units.
/// @throws InputError with the place of what cannot be: unknown names, ties of a post to itself,
/// posts named twice, hours below 0, units without a post, or posts that reach no coordinator
/// though there are some
void lay(World& world, const sim::Scenario& scenario);

/// Today's ties between units and coordinators.
void tie(const World& world, std::vector<sim::Tie>& ties);

/// What one should know of the tables although it is allowed: a network in several parts, ties
/// given twice. One sentence each.
std::vector<std::string> remarks(const sim::Values& values);

}  // namespace models::posts
