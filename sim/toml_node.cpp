#include <sim/toml_node.hpp>

#include <sim/error.hpp>

#include <algorithm>

namespace sim {

std::string place(const TomlFile& file, const toml::node& node) {
    return text(file.label, ':', node.source().begin.line);
}

void reject(const TomlFile& file, const toml::node& node, std::string_view what) {
    throw InputError(text(place(file, node), ": ", what));
}

void reject_type(const TomlFile& file, const toml::node& node, std::string_view key,
                 std::string_view expected) {
    reject(file, node, text(key, " has the wrong type; ", expected, " is allowed"));
}

const toml::table& table_of(const TomlFile& file, const toml::node& node, std::string_view key,
                            std::string_view expected) {
    if (!node.is_table())
        reject_type(file, node, key, expected);
    return *node.as_table();
}

std::string text_of(const TomlFile& file, const toml::node& node, std::string_view key) {
    if (!node.is_string())
        reject_type(file, node, key, "a text in quotes");
    return node.as_string()->get();
}

Date date_of(const TomlFile& file, const toml::node& node, std::string_view key) {
    if (!node.is_date())
        reject_type(file, node, key, "a date YYYY-MM-DD without quotes");
    const toml::date& date = node.as_date()->get();
    return std::chrono::year{date.year} / date.month / date.day;
}

const toml::array& list_of(const TomlFile& file, const toml::node& node, std::string_view key,
                           std::string_view expected) {
    if (!node.is_array())
        reject_type(file, node, key, expected);
    return *node.as_array();
}

void check_keys(const TomlFile& file, const toml::table& table, std::string_view what,
                const std::vector<std::string>& known) {
    for (const auto& [key, node] : table)
        if (std::find(known.begin(), known.end(), key.str()) == known.end())
            reject(file, node,
                   text("unknown ", what, " '", key.str(), "'", hint(key.str(), known)));
}

}  // namespace sim
