#include <sim/catalog.hpp>

#include <sim/error.hpp>
#include <sim/values.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <set>

namespace sim {
namespace {

constexpr std::array words_of_files{"schema", "summary", "extends", "without", "event"};

void ensure_sound(const AnyParameter& parameter, const std::string& owner) {
    ensure(key(parameter).starts_with(owner + "."),
           text("the key '", key(parameter), "' must begin with '", owner, ".'"));
    if (const auto* table = std::get_if<Parameter<Table>>(&parameter);
        table != nullptr && table->initial.empty())
        return;
    try {
        checked(parameter, initial(parameter));
    } catch (const InputError& error) {
        ensure(false, text("an initial value is not allowed: ", error.what()));
    }
}

void ensure_sound(const Section& section) {
    ensure(!section.name.empty() && section.name.find('.') == section.name.npos &&
               std::find(words_of_files.begin(), words_of_files.end(), section.name) ==
                   words_of_files.end(),
           text("a section cannot be named '", section.name, "'"));
    for (const AnyParameter& parameter : section.parameters)
        ensure_sound(parameter, section.name);
    for (const ActInfo& act : section.acts) {
        ensure(act.name.starts_with(section.name + "."),
               text("the act '", act.name, "' must begin with '", section.name, ".'"));
        for (const AnyParameter& argument : act.arguments)
            ensure_sound(argument, act.name);
    }
}

std::string list(std::span<const std::string_view> names) {
    std::string out;
    for (const std::string_view name : names)
        out += text(out.empty() ? "" : ", ", name);
    return out;
}

template <class T>
std::string allowed_values(const Parameter<T>& number) {
    const auto [low, high] = number.range;
    const T most = std::numeric_limits<T>::max();
    return text(low < -most ? "(-inf" : text('[', low), ", ",
                high > most ? "inf)" : text(high, ']'));
}
std::string allowed_values(const Parameter<bool>&) { return "true or false"; }
std::string allowed_values(const Parameter<Date>&) { return "a date YYYY-MM-DD"; }
std::string allowed_values(const Parameter<Choice>& choice) {
    return "one of " + list(choice.options);
}
std::string allowed_values(const Parameter<Table>& table) {
    std::vector<std::string_view> columns(table.text_columns.begin(), table.text_columns.end());
    columns.insert(columns.end(), table.columns.begin(), table.columns.end());
    return columns.empty() ? "a table" : "a table with columns " + list(columns);
}

template <class T>
Value initial_value(const Parameter<T>& parameter) {
    return parameter.initial;
}
Value initial_value(const Parameter<Choice>& choice) { return std::string(choice.initial); }
Value initial_value(const Parameter<Table>& table) {
    static const auto empty = std::make_shared<const Table>();
    if (table.initial.empty())
        return empty;
    return std::make_shared<const Table>(
        Table::parse_csv(table.initial, text("the default of ", table.key)));
}

}  // namespace

Catalog::Catalog(std::vector<Section> sections) {
    add({.name = "calendar",
         .summary = "The days of the run.",
         .parameters = {calendar::start, calendar::end, calendar::substeps},
         .can_be_off = false});
    for (Section& section : sections)
        add(std::move(section));
}

void Catalog::add(Section section) {
    if (section.can_be_off)
        add_switch(section);
    ensure_sound(section);
    for (const Section& other : sections_)
        ensure(other.name != section.name, text("two sections are named '", section.name, "'"));
    for (const AnyParameter& parameter : section.parameters) {
        const bool is_new = index_.emplace(key(parameter), parameters_.size()).second;
        ensure(is_new, text("two parameters have the key '", key(parameter), "'"));
        parameters_.push_back(parameter);
    }
    std::set<std::string_view> acts;
    for (const ActInfo& act : section.acts)
        ensure(acts.insert(act.name).second, text("two acts are named '", act.name, "'"));
    sections_.push_back(std::move(section));
}

void Catalog::add_switch(Section& section) {
    const std::string& name = switch_texts_.emplace_back(section.name);
    const std::string& key = switch_texts_.emplace_back(section.name + ".on");
    section.parameters.insert(section.parameters.begin(),
                              Parameter<bool>{.key = key,
                                              .initial = true,
                                              .meaning = "Whether this mechanism takes part.",
                                              .source = "assumption",
                                              .fixed = true});
    switches_.emplace(name, parameters_.size());
}

std::optional<std::size_t> Catalog::find(std::string_view key) const {
    const auto found = index_.find(key);
    return found == index_.end() ? std::nullopt : std::optional(found->second);
}

std::size_t Catalog::index(std::string_view key) const {
    if (const auto found = find(key))
        return *found;
    std::vector<std::string> all, of_section, sections;
    for (const Section& section : sections_) {
        sections.push_back(section.name + ".*");
        for (const AnyParameter& parameter : section.parameters) {
            all.emplace_back(sim::key(parameter));
            if (key.starts_with(section.name + "."))
                of_section.push_back(all.back());
        }
    }
    if (nearest(key, all).empty())
        all = of_section.empty() ? sections : of_section;
    throw InputError(text("unknown parameter '", key, "'", hint(key, all)));
}

std::optional<std::size_t> Catalog::switch_of(std::string_view section) const {
    const auto found = switches_.find(section);
    return found == switches_.end() ? std::nullopt : std::optional(found->second);
}

const ActInfo& Catalog::act(std::string_view name) const {
    std::vector<std::string> names;
    for (const Section& section : sections_)
        for (const ActInfo& act : section.acts) {
            if (act.name == name)
                return act;
            names.push_back(act.name);
        }
    throw InputError(text("unknown act '", name, "'", hint(name, names)));
}

const AnyParameter& argument(const ActInfo& act, std::string_view key) {
    std::vector<std::string> known;
    for (const AnyParameter& parameter : act.arguments) {
        if (sim::key(parameter) == key)
            return parameter;
        known.emplace_back(sim::key(parameter).substr(act.name.size() + 1));
    }
    const std::string_view short_key =
        key.starts_with(act.name + ".") ? key.substr(act.name.size() + 1) : key;
    throw InputError(text("unknown argument '", short_key, "' of the act '", act.name, "'",
                          hint(short_key, known)));
}

std::string_view key(const AnyParameter& parameter) {
    return std::visit([](const auto& p) { return p.key; }, parameter);
}

std::string_view unit(const AnyParameter& parameter) {
    if (const auto* number = std::get_if<Parameter<double>>(&parameter))
        return number->unit;
    if (const auto* number = std::get_if<Parameter<std::int64_t>>(&parameter))
        return number->unit;
    return "";
}

std::string_view meaning(const AnyParameter& parameter) {
    return std::visit([](const auto& p) { return p.meaning; }, parameter);
}

std::string_view source(const AnyParameter& parameter) {
    return std::visit([](const auto& p) { return p.source; }, parameter);
}

bool fixed(const AnyParameter& parameter) {
    return std::visit([](const auto& p) { return p.fixed; }, parameter);
}

Value initial(const AnyParameter& parameter) {
    return std::visit([](const auto& p) { return initial_value(p); }, parameter);
}

std::string allowed(const AnyParameter& parameter) {
    return std::visit([](const auto& p) { return allowed_values(p); }, parameter);
}

std::string expected(const AnyParameter& parameter) {
    if (std::holds_alternative<Parameter<double>>(parameter))
        return "a number in " + allowed(parameter);
    if (std::holds_alternative<Parameter<std::int64_t>>(parameter))
        return "a whole number in " + allowed(parameter);
    return allowed(parameter);
}

}  // namespace sim
