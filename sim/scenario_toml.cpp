#include <sim/scenario_toml.hpp>

#include <sim/error.hpp>
#include <sim/toml_node.hpp>

#include <algorithm>
#include <set>
#include <utility>

namespace sim {
namespace {

namespace fs = std::filesystem;

std::string line_of(const std::string& text, std::size_t line) {
    std::size_t begin = 0;
    for (; line > 1 && text.find('\n', begin) != text.npos; --line)
        begin = text.find('\n', begin) + 1;
    return text.substr(begin, text.find('\n', begin) - begin);
}

/// Something in the line that has the form of a date but is none; "" if there is nothing such.
std::string impossible_date(const std::string& line) {
    const auto is_form = [](const std::string& part) {
        for (std::size_t i = 0; i < part.size(); ++i)
            if (i == 4 || i == 7 ? part[i] != '-' : part[i] < '0' || '9' < part[i])
                return false;
        return part.size() == 10;
    };
    for (std::size_t i = 0; i < line.size(); ++i)
        if (const std::string part = line.substr(i, 10); is_form(part) && !parse_date(part))
            return part;
    return {};
}

toml::table syntax_tree(const TomlFile& file) {
    try {
        return toml::parse(std::string_view(file.text), std::string_view(file.label));
    } catch (const toml::parse_error& error) {
        const std::size_t line = error.source().begin.line;
        const std::string date = impossible_date(line_of(file.text, line));
        if (!date.empty())
            throw InputError(text(file.label, ':', line, ": there is no day ", date,
                                  "; a date YYYY-MM-DD of the calendar is allowed"));
        std::string_view what = error.description();
        if (constexpr std::string_view opening = "Error while parsing "; what.starts_with(opening))
            what.remove_prefix(opening.size());
        throw InputError(text(file.label, ':', line, ": this is not TOML (", what,
                              "); [section], key = value and # comment are allowed"));
    }
}

/// A table from its file or from the text itself. Messages about its content name the row.
Value table_value(const TomlFile& file, const toml::node& node, const std::string& written) {
    if (written.empty())
        return std::make_shared<const Table>();
    if (written.find('\n') == written.npos) {
        const std::string label = (fs::path(file.label).parent_path() / written).string();
        if (!fs::is_regular_file(file.folder / written))
            reject(file, node,
                   text("there is no file '", label,
                        "'; the path of a CSV file, "
                        "relative to this one, is allowed"));
        return std::make_shared<const Table>(Table::read_csv(file.folder / written, label));
    }
    const std::size_t line = node.source().begin.line;
    const std::string opening = line_of(file.text, line);
    const bool begins_below = opening.ends_with("'''") || opening.ends_with("\"\"\"");
    return std::make_shared<const Table>(
        Table::parse_csv(written, file.label, begins_below ? line + 1 : line));
}

/// The number, text, … as it is written; it need not be allowed.
Value plain_value(const TomlFile& file, const toml::node& node, const AnyParameter& parameter) {
    if (node.is_integer())
        return node.as_integer()->get();
    if (node.is_floating_point())
        return node.as_floating_point()->get();
    if (node.is_boolean())
        return node.as_boolean()->get();
    if (node.is_string())
        return node.as_string()->get();
    if (!node.is_date())
        reject_type(file, node, key(parameter), expected(parameter));
    return date_of(file, node, key(parameter));
}

/// The value of a parameter or argument, checked.
Value value_of(const TomlFile& file, const toml::node& node, const AnyParameter& parameter) {
    if (std::holds_alternative<Parameter<Table>>(parameter) && node.is_string())
        return checked(parameter, table_value(file, node, node.as_string()->get()));
    const Value value = plain_value(file, node, parameter);
    return located(place(file, node), [&] { return checked(parameter, value); });
}

/// A value in the file under its full key.
struct Entry {
    std::string key;
    const toml::node* node;
};

void collect(const std::string& prefix, const toml::table& table, std::vector<Entry>& entries) {
    for (const auto& [name, node] : table) {
        const std::string key = prefix + std::string(name.str());
        if (const toml::table* inner = node.as_table(); inner && !inner->empty())
            collect(key + ".", *inner, entries);
        else
            entries.push_back({key, &node});
    }
}

/// Puts entries in the order of the file. @throws InputError if two have the same key
void sort(const TomlFile& file, std::vector<Entry>& entries) {
    const auto position = [](const Entry& entry) {
        const auto begin = entry.node->source().begin;
        return std::pair(begin.line, begin.column);
    };
    std::sort(entries.begin(), entries.end(),
              [&](const Entry& a, const Entry& b) { return position(a) < position(b); });
    std::set<std::string_view> keys;
    for (const auto& [key, node] : entries)
        if (!keys.insert(key).second)
            reject(file, *node, text("'", key, "' is given twice; once is allowed"));
}

/// Values for the parameters that `find` knows.
template <class Find>
std::vector<Placed<Setting>> settings_of(const TomlFile& file, std::vector<Entry> entries,
                                         const Find& find) {
    sort(file, entries);
    std::vector<Placed<Setting>> settings;
    for (const Entry& entry : entries) {
        const std::string where = place(file, *entry.node);
        const AnyParameter& parameter = *located(where, [&] { return &find(entry.key); });
        settings.push_back({{entry.key, value_of(file, *entry.node, parameter)}, where});
    }
    return settings;
}

/// Settings in an event: `set`, whose keys are full, or `with`, whose keys lack the act's name.
template <class Find>
std::vector<Setting> settings_in_event(const TomlFile& file, const toml::node& node,
                                       const std::string& prefix, const Find& find) {
    std::vector<Entry> entries;
    collect(prefix, table_of(file, node, prefix.empty() ? "set" : "with", R"({ "name" = 1 })"),
            entries);
    std::vector<Setting> settings;
    for (Placed<Setting>& setting : settings_of(file, std::move(entries), find))
        settings.push_back(std::move(setting.what));
    return settings;
}

void read_effect(const TomlFile& file, const toml::table& table, const Catalog& catalog,
                 Event& event) {
    const auto lever = [&](const std::string& key) -> const AnyParameter& {
        return catalog[catalog.index(key)];
    };
    const auto argument_of_act = [&](const std::string& key) -> const AnyParameter& {
        return argument(catalog.act(event.act), key);
    };
    const auto* act = table.get("act");
    const auto* with = table.get("with");
    if (const auto* set = table.get("set"))
        event.set = settings_in_event(file, *set, "", lever);
    if (act) {
        event.act = text_of(file, *act, "act");
        located(place(file, *act), [&] { catalog.act(event.act); });
    }
    if (with && !act)
        reject(file, *with, "'with' is for the arguments of an act; this event has none");
    if (with)
        event.with = settings_in_event(file, *with, event.act + ".", argument_of_act);
}

Event event_of(const TomlFile& file, const toml::node& node, const Catalog& catalog) {
    const toml::table& table = table_of(file, node, "event", "[[event]]");
    check_keys(file, table, "key in an event", {"name", "date", "until", "set", "act", "with"});
    const auto* name = table.get("name");
    const auto* date = table.get("date");
    if (!name || !date)
        reject(file, node,
               text("this event has no ", name ? "date" : "name", "; name and date are required"));
    Event event{.name = text_of(file, *name, "name"),
                .date = date_of(file, *date, "date"),
                .place = place(file, node)};
    if (const auto* until = table.get("until"))
        event.until = date_of(file, *until, "until");
    read_effect(file, table, catalog, event);
    return event;
}

/// Only sections of the catalog and the keys that say something about the file.
void check_top_level(const TomlFile& file, const toml::table& tree, const Catalog& catalog) {
    const auto* schema = tree.get("schema");
    if (!schema)
        throw InputError(file.label + ":1: schema is missing; write schema = 1 as the first line");
    if (schema->value_exact<std::int64_t>() != 1)
        reject(file, *schema, "this schema is unknown; schema = 1 is allowed");
    std::vector<std::string> known{"schema", "summary", "extends", "without", "event", "outcome"};
    for (const Section& section : catalog.sections())
        known.push_back(section.name);
    check_keys(file, tree, "section or key", known);
}

std::vector<Placed<Setting>> values_of(const TomlFile& file, const toml::table& tree,
                                       const Catalog& catalog) {
    std::vector<Entry> entries;
    for (const Section& section : catalog.sections())
        if (const auto* node = tree.get(section.name))
            collect(section.name + ".",
                    table_of(file, *node, section.name, "a section [" + section.name + "]"),
                    entries);
    return settings_of(
        file, std::move(entries),
        [&](const std::string& key) -> const AnyParameter& { return catalog[catalog.index(key)]; });
}

}  // namespace

TomlContent read_toml(const TomlFile& file, const Catalog& catalog) {
    const toml::table tree = syntax_tree(file);
    check_top_level(file, tree, catalog);
    TomlContent content;
    if (const auto* summary = tree.get("summary"))
        content.summary = text_of(file, *summary, "summary");
    if (const auto* extends = tree.get("extends"))
        content.extends = {text_of(file, *extends, "extends"), place(file, *extends)};
    if (const auto* without = tree.get("without"))
        for (const toml::node& name : list_of(file, *without, "without", R"(["name of an event"])"))
            content.without.push_back({text_of(file, name, "without"), place(file, name)});
    content.settings = values_of(file, tree, catalog);
    if (const auto* events = tree.get("event"))
        for (const toml::node& event : list_of(file, *events, "event", "[[event]]"))
            content.events.push_back(event_of(file, event, catalog));
    if (const auto* outcomes = tree.get("outcome"))
        content.outcomes = outcomes_of(file, *outcomes);
    return content;
}

}  // namespace sim
