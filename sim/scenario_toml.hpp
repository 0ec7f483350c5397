#pragma once

#include <sim/scenario.hpp>

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

/// The TOML of one scenario file; scenario_file.hpp says what it looks like and lays files that
/// extend each other together.
namespace sim {

/// What messages call a file, the folder that its paths start from, and what it says.
struct TomlFile {
    std::string label;
    std::filesystem::path folder;
    std::string text;
};

/// Something a file says and where: "file:line".
template <class T>
struct Placed {
    T what;
    std::string place;
};

/// What one file says.
struct TomlContent {
    std::string summary;
    std::optional<Placed<std::string>> extends;
    std::vector<Placed<std::string>> without;
    std::vector<Placed<Setting>> settings;  ///< known and allowed
    std::vector<Event> events;              ///< what they set and do is known and allowed
    std::vector<Outcome> outcomes;          ///< names differ
};

/// @throws InputError "file:line: what is wrong; what is allowed"
TomlContent read_toml(const TomlFile& file, const Catalog& catalog);

}  // namespace sim
