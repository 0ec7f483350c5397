#pragma once

#include <sim/catalog.hpp>
#include <sim/scenario.hpp>
#include <sim/series.hpp>

#include <emscripten/val.h>

/// What the engine knows, as objects of JavaScript. Keys are in camelCase, numbers without a bound
/// and dates that are not there are null, dates read YYYY-MM-DD, tables are their CSV.
namespace web {

emscripten::val described(const sim::Catalog& catalog);
emscripten::val described(const sim::Scenario& scenario);
emscripten::val described(const sim::Layout& layout);

}  // namespace web
