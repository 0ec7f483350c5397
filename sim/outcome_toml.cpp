#include <sim/toml_node.hpp>

#include <sim/error.hpp>

#include <cmath>
#include <set>

namespace sim {
namespace {

std::map<std::string, std::string> labels_of(const TomlFile& file, const toml::node& node) {
    std::map<std::string, std::string> labels;
    for (const auto& [dimension, label] : table_of(file, node, "where", R"({ stage = "engaged" })"))
        labels[std::string(dimension.str())] = text_of(file, label, dimension.str());
    return labels;
}

void read_take(const TomlFile& file, const toml::table& table, Outcome& outcome) {
    const auto* take = table.get("take");
    const auto* on = table.get("on");
    if (take && on)
        reject(file, *on, "'on' and 'take' exclude each other; one of them is allowed");
    if (take)
        outcome.take = text_of(file, *take, "take");
    if (on)
        outcome.on = date_of(file, *on, "on");
}

bool yes_or_no(const TomlFile& file, const toml::node& node, std::string_view key) {
    if (!node.is_boolean())
        reject_type(file, node, key, "true or false");
    return node.as_boolean()->get();
}

double number_of(const TomlFile& file, const toml::node& node, std::string_view key) {
    const auto number = node.value<double>();
    if (!node.is_number() || !std::isfinite(*number))
        reject_type(file, node, key, "a number");
    return *number;
}

Outcome outcome_of(const TomlFile& file, const toml::node& node) {
    const toml::table& table = table_of(file, node, "outcome", "[[outcome]]");
    check_keys(file, table, "key in an outcome",
               {"name", "series", "where", "take", "on", "share", "above", "given"});
    const auto* name = table.get("name");
    const auto* series = table.get("series");
    if (!name || !series)
        reject(file, node,
               text("this outcome has no ", name ? "series" : "name",
                    "; name and series are required"));
    Outcome outcome{.name = text_of(file, *name, "name"),
                    .series = text_of(file, *series, "series"),
                    .place = place(file, node)};
    if (outcome.name.empty())
        reject(file, *name, "the name of an outcome is empty; give it one");
    if (const auto* where = table.get("where"))
        outcome.where = labels_of(file, *where);
    read_take(file, table, outcome);
    if (const auto* share = table.get("share"))
        outcome.share = yes_or_no(file, *share, "share");
    if (const auto* above = table.get("above"))
        outcome.above = number_of(file, *above, "above");
    if (const auto* given = table.get("given"))
        outcome.given = text_of(file, *given, "given");
    return outcome;
}

}  // namespace

std::vector<Outcome> outcomes_of(const TomlFile& file, const toml::node& node) {
    std::vector<Outcome> outcomes;
    std::set<std::string> names;
    for (const toml::node& each : list_of(file, node, "outcome", "[[outcome]]")) {
        outcomes.push_back(outcome_of(file, each));
        if (!names.insert(outcomes.back().name).second)
            reject(file, each,
                   text("an outcome named '", outcomes.back().name,
                        "' exists already in this file; names must differ"));
    }
    return outcomes;
}

}  // namespace sim
