#include "describe.hpp"

#include <models/simulation.hpp>
#include <sim/scenario_file.hpp>

#include <cmath>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace web {
namespace {

using emscripten::val;

val of(std::string_view words) { return val(std::string(words)); }
val of(bool yes) { return val(yes); }
val of(double number) { return std::isfinite(number) ? val(number) : val::null(); }
val of(std::int64_t number) { return val(static_cast<double>(number)); }
val of(sim::Date date) { return val(sim::iso(date)); }
val of(const std::optional<sim::Date>& date) { return date ? of(*date) : val::null(); }
val of(const std::optional<double>& number) { return number ? of(*number) : val::null(); }
val of(const std::string& words) { return val(words); }
val of(const std::shared_ptr<const sim::Table>& table) { return val(table->csv()); }
val of(const sim::Value& value) {
    return std::visit([](const auto& v) { return of(v); }, value);
}

/// An array of what `translate` makes of each element.
template <class List, class Translate>
val array(const List& list, const Translate& translate) {
    val out = val::array();
    for (const auto& element : list)
        out.call<void>("push", translate(element));
    return out;
}

template <class Names>
val names(const Names& list) {
    return array(list, [](std::string_view name) { return of(name); });
}

std::string_view type(const sim::Parameter<double>&) { return "number"; }
std::string_view type(const sim::Parameter<std::int64_t>&) { return "integer"; }
std::string_view type(const sim::Parameter<bool>&) { return "boolean"; }
std::string_view type(const sim::Parameter<sim::Choice>&) { return "choice"; }
std::string_view type(const sim::Parameter<sim::Date>&) { return "date"; }
std::string_view type(const sim::Parameter<sim::Table>&) { return "table"; }

/// Bounds, options or columns: what only parameters of one type have.
template <class Number>
void bound(val& out, const sim::Parameter<Number>& parameter) {
    if constexpr (std::is_same_v<Number, sim::Choice>)
        out.set("options", names(parameter.options));
    else if constexpr (std::is_same_v<Number, sim::Table>) {
        out.set("columns", names(parameter.columns));
        out.set("textColumns", names(parameter.text_columns));
    } else if constexpr (std::is_arithmetic_v<Number> && !std::is_same_v<Number, bool>) {
        out.set("low", of(parameter.range.low));
        out.set("high", of(parameter.range.high));
    }
}

val described(const sim::AnyParameter& any) {
    val out = val::object();
    out.set("key", of(sim::key(any)));
    out.set("type", of(std::visit([](const auto& p) { return type(p); }, any)));
    out.set("unit", of(sim::unit(any)));
    out.set("low", val::null());
    out.set("high", val::null());
    out.set("options", val::array());
    std::visit([&](const auto& parameter) { bound(out, parameter); }, any);
    out.set("initial", of(sim::initial(any)));
    out.set("meaning", of(sim::meaning(any)));
    out.set("source", of(sim::source(any)));
    out.set("fixed", sim::fixed(any));
    out.set("allowed", of(sim::allowed(any)));
    return out;
}

val parameters(const std::vector<sim::AnyParameter>& list) {
    return array(list, [](const sim::AnyParameter& any) { return described(any); });
}

val described(const sim::ActInfo& act) {
    val out = val::object();
    out.set("name", act.name);
    out.set("meaning", act.meaning);
    out.set("arguments", parameters(act.arguments));
    return out;
}

val described(const std::vector<sim::Setting>& settings) {
    val out = val::object();
    for (const auto& [key, value] : settings)
        out.set(key, of(value));
    return out;
}

val described(const sim::Event& event) {
    val out = val::object();
    out.set("name", event.name);
    out.set("date", of(event.date));
    out.set("until", of(event.until));
    out.set("set", described(event.set));
    out.set("act", event.act);
    out.set("with", described(event.with));
    out.set("place", event.place);
    return out;
}

val described(const sim::Outcome& outcome) {
    val where = val::object();
    for (const auto& [dimension, label] : outcome.where)
        where.set(dimension, label);
    val out = val::object();
    out.set("name", outcome.name);
    out.set("series", outcome.series);
    out.set("where", where);
    out.set("take", outcome.take);
    out.set("on", of(outcome.on));
    out.set("share", outcome.share);
    out.set("above", of(outcome.above));
    out.set("given", outcome.given);
    return out;
}

val described(const sim::ObservableInfo& info) {
    val out = val::object();
    out.set("name", info.name);
    out.set("units", info.units);
    out.set("longName", info.long_name);
    out.set("dimensions", names(info.dimensions));
    out.set("timing", std::string(info.timing == sim::Timing::flow ? "flow" : "stock"));
    return out;
}

std::string_view type(sim::ColumnInfo::Type type) {
    using Type = sim::ColumnInfo::Type;
    return type == Type::number ? "number" : type == Type::whole ? "integer" : "label";
}

val described(const sim::ColumnInfo& column) {
    val out = val::object();
    out.set("name", column.name);
    out.set("units", column.units);
    out.set("longName", column.long_name);
    out.set("type", of(type(column.type)));
    out.set("labels", names(column.labels));
    return out;
}

val described(const sim::ListingInfo& listing) {
    val out = val::object();
    out.set("name", listing.name);
    out.set("longName", listing.long_name);
    out.set("columns", array(listing.columns, [](const auto& c) { return described(c); }));
    return out;
}

}  // namespace

val described(const sim::Catalog& catalog) {
    return array(catalog.sections(), [](const sim::Section& section) {
        val out = val::object();
        out.set("name", section.name);
        out.set("summary", section.summary);
        out.set("canBeOff", section.can_be_off);
        out.set("parameters", parameters(section.parameters));
        out.set("acts", array(section.acts, [](const auto& act) { return described(act); }));
        return out;
    });
}

val described(const sim::Scenario& scenario) {
    val values = val::object();
    for (const sim::Section& section : scenario.values().catalog().sections())
        for (const sim::AnyParameter& parameter : section.parameters)
            values.set(std::string(sim::key(parameter)),
                       of(scenario.values().at(sim::key(parameter))));
    val out = val::object();
    out.set("name", scenario.name());
    out.set("summary", scenario.summary());
    out.set("firstDay", of(scenario.first_day()));
    out.set("lastDay", of(scenario.last_day()));
    out.set("nDays", scenario.n_days());
    out.set("values", values);
    out.set("events", array(scenario.events(), [](const auto& event) { return described(event); }));
    out.set("outcomes", array(scenario.outcomes(), [](const auto& o) { return described(o); }));
    out.set("canonical", sim::canonical(scenario));
    out.set("remarks", names(models::remarks(scenario)));
    return out;
}

val described(const sim::Layout& layout) {
    val out = val::object();
    out.set("firstDay", of(layout.first_day));
    out.set("nDays", layout.n_days);
    out.set("dimensions", array(layout.dimensions, [](const sim::Dimension& dimension) {
                val axis = val::object();
                axis.set("name", dimension.name);
                axis.set("labels", names(dimension.labels));
                return axis;
            }));
    out.set("observables", array(layout.observables, [](const auto& o) { return described(o); }));
    out.set("listings", array(layout.listings, [](const auto& l) { return described(l); }));
    return out;
}

}  // namespace web
