#pragma once

#include <sim/catalog.hpp>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace sim {

/// `value` as this parameter keeps it: a whole number given for a parameter of any number becomes
/// a double, everything else stays as it is.
/// @throws InputError "dropout.rate = 8 1/day is outside [0, 1]", also for a wrong type
Value checked(const AnyParameter& parameter, Value value);

/// The same value; tables are the same if their content is.
bool same(const Value& a, const Value& b);

/// As messages show it: 0.05, "regulated", 2020-03-17, true, a table of 12 rows.
std::string shown(const Value& value);

/// A checked value as the type that rules read.
double read(const Parameter<double>& parameter, const Value& value);
std::int64_t read(const Parameter<std::int64_t>& parameter, const Value& value);
bool read(const Parameter<bool>& parameter, const Value& value);
std::size_t read(const Parameter<Choice>& parameter, const Value& value);  ///< index in options
Date read(const Parameter<Date>& parameter, const Value& value);
const Table& read(const Parameter<Table>& parameter, const Value& value);

/// One allowed value for each parameter of a catalog.
class Values {
  public:
    /// All values initial.
    explicit Values(std::shared_ptr<const Catalog> catalog);

    /// The value, in the type that read() gives.
    /// @throws std::logic_error if the parameter is not in the catalog
    template <class T>
    decltype(auto) operator[](const Parameter<T>& parameter) const {
        return read(parameter, of_rule(parameter.key));
    }

    /// Whether a mechanism takes part; true for one that cannot be off.
    bool on(std::string_view section) const;

    /// @throws InputError if the key is unknown
    const Value& at(std::string_view key) const;

    /// @throws InputError, without a place, if the key is unknown or the value not allowed
    void set(std::string_view key, Value value);

    const Catalog& catalog() const { return *catalog_; }
    const std::shared_ptr<const Catalog>& shared_catalog() const { return catalog_; }

    /// The same catalog and the same values.
    bool operator==(const Values& other) const;

  private:
    const Value& of_rule(std::string_view key) const;

    std::shared_ptr<const Catalog> catalog_;
    std::vector<Value> values_;  // [catalog.size()]
};

}  // namespace sim
