#pragma once

#include <sim/scenario_toml.hpp>

#include <string>
#include <string_view>
#include <vector>

// toml++ 3.3 asserts, and in optimized builds assumes, what a malformed file can break, for example
// by a line with nothing but "[". Without its assertions its parser reports that as an error.
#undef NDEBUG
#define TOML_ASSERT(expr) static_assert(true)
#include <toml++/toml.h>

/// Nodes of a TOML file as what they should be; messages name the line. Each function throws
/// InputError.
namespace sim {

/// "file:line"
std::string place(const TomlFile& file, const toml::node& node);

[[noreturn]] void reject(const TomlFile& file, const toml::node& node, std::string_view what);

/// "<key> has the wrong type; <expected> is allowed"
[[noreturn]] void reject_type(const TomlFile& file, const toml::node& node, std::string_view key,
                              std::string_view expected);

const toml::table& table_of(const TomlFile& file, const toml::node& node, std::string_view key,
                            std::string_view expected);
const toml::array& list_of(const TomlFile& file, const toml::node& node, std::string_view key,
                           std::string_view expected);
std::string text_of(const TomlFile& file, const toml::node& node, std::string_view key);
Date date_of(const TomlFile& file, const toml::node& node, std::string_view key);

/// Rejects keys that are not known; `what` they are is for the message.
void check_keys(const TomlFile& file, const toml::table& table, std::string_view what,
                const std::vector<std::string>& known);

/// The tables [[outcome]].
std::vector<Outcome> outcomes_of(const TomlFile& file, const toml::node& node);

}  // namespace sim
