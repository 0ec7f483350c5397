#include <sim/values.hpp>

#include <sim/error.hpp>

#include <algorithm>
#include <cmath>

namespace sim {
namespace {

/// The value as a T, if it is one.
template <class T>
T typed(const AnyParameter& parameter, Value& value) {
    if (auto* found = std::get_if<T>(&value))
        return std::move(*found);
    throw InputError(text(key(parameter), " = ", shown(value), " has the wrong type; ",
                          expected(parameter), " is allowed"));
}

template <class T>
Value checked_value(const Parameter<T>& parameter, Value value) {
    return typed<T>(parameter, value);
}

template <class T>
T in_range(const Parameter<T>& parameter, T number) {
    const auto [low, high] = parameter.range;
    const bool finite = number - number == 0;  // neither infinite nor NaN
    if (finite && low <= number && number <= high)
        return number;
    const bool has_unit = !parameter.unit.empty() && parameter.unit != "1";
    throw InputError(text(parameter.key, " = ", number, has_unit ? " " : "",
                          has_unit ? parameter.unit : "", " is outside ", allowed(parameter)));
}

Value checked_value(const Parameter<double>& parameter, Value value) {
    if (const auto* whole = std::get_if<std::int64_t>(&value))
        value = static_cast<double>(*whole);
    return in_range(parameter, typed<double>(parameter, value)) + 0.0;  // never the zero "-0"
}

Value checked_value(const Parameter<std::int64_t>& parameter, Value value) {
    return in_range(parameter, typed<std::int64_t>(parameter, value));
}

Value checked_value(const Parameter<Choice>& choice, Value value) {
    const std::string option = typed<std::string>(choice, value);
    const std::vector<std::string> options(choice.options.begin(), choice.options.end());
    if (std::find(options.begin(), options.end(), option) == options.end())
        throw InputError(text(choice.key, " = \"", option, "\" is unknown", hint(option, options)));
    return option;
}

Value checked_value(const Parameter<Table>& parameter, Value value) {
    const auto table = typed<std::shared_ptr<const Table>>(parameter, value);
    ensure(table != nullptr, "a table value must point to a table");
    if (*table == Table())
        return table;
    for (const std::string_view column : parameter.text_columns)
        table->texts(column);
    for (const std::string_view column : parameter.columns)
        table->numbers(column);
    return table;
}

std::string shown_value(double number) { return text(number); }
std::string shown_value(std::int64_t number) { return text(number); }
std::string shown_value(bool yes) { return yes ? "true" : "false"; }
std::string shown_value(const std::string& option) { return text('"', option, '"'); }
std::string shown_value(Date date) { return iso(date); }
std::string shown_value(const std::shared_ptr<const Table>& table) {
    return text("a table of ", table->n_rows(), " rows");
}

}  // namespace

Value checked(const AnyParameter& parameter, Value value) {
    return std::visit([&](const auto& p) { return checked_value(p, std::move(value)); }, parameter);
}

bool same(const Value& a, const Value& b) {
    using TablePointer = std::shared_ptr<const Table>;
    const auto* table_a = std::get_if<TablePointer>(&a);
    const auto* table_b = std::get_if<TablePointer>(&b);
    return table_a && table_b ? **table_a == **table_b : a == b;
}

std::string shown(const Value& value) {
    return std::visit([](const auto& v) { return shown_value(v); }, value);
}

double read(const Parameter<double>&, const Value& value) { return std::get<double>(value); }

std::int64_t read(const Parameter<std::int64_t>&, const Value& value) {
    return std::get<std::int64_t>(value);
}

bool read(const Parameter<bool>&, const Value& value) { return std::get<bool>(value); }

std::size_t read(const Parameter<Choice>& choice, const Value& value) {
    const auto option = std::find(choice.options.begin(), choice.options.end(),
                                  std::string_view(std::get<std::string>(value)));
    return static_cast<std::size_t>(option - choice.options.begin());
}

Date read(const Parameter<Date>&, const Value& value) { return std::get<Date>(value); }

const Table& read(const Parameter<Table>&, const Value& value) {
    return *std::get<std::shared_ptr<const Table>>(value);
}

Values::Values(std::shared_ptr<const Catalog> catalog) : catalog_(std::move(catalog)) {
    for (std::size_t i = 0; i < catalog_->size(); ++i)
        values_.push_back(initial((*catalog_)[i]));
}

const Value& Values::of_rule(std::string_view key) const {
    const auto index = catalog_->find(key);
    if (!index)  // not ensure(): this is read too often to make up its text each time
        throw std::logic_error(text("the parameter '", key, "' is not in the catalog"));
    return values_[*index];
}

bool Values::on(std::string_view section) const {
    const auto index = catalog_->switch_of(section);
    return !index || std::get<bool>(values_[*index]);
}

const Value& Values::at(std::string_view key) const { return values_[catalog_->index(key)]; }

void Values::set(std::string_view key, Value value) {
    const std::size_t index = catalog_->index(key);
    values_[index] = checked((*catalog_)[index], std::move(value));
}

bool Values::operator==(const Values& other) const {
    return catalog_ == other.catalog_ &&
           std::equal(values_.begin(), values_.end(), other.values_.begin(), same);
}

}  // namespace sim
