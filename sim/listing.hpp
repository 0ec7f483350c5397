#pragma once

#include <string>
#include <vector>

/// Lists that a run leaves behind beside its series: a row a person, an event, a tie, …
namespace sim {

/// A column of a listing, of numbers, of whole numbers, or of labels.
struct ColumnInfo {
    enum class Type { number, whole, label };
    std::string name;
    std::string units;
    std::string long_name;
    Type type = Type::number;
    std::vector<std::string> labels = {};  ///< if it is of labels: then its cells are indices
};

/// What one listing is: its name and its columns.
struct ListingInfo {
    std::string name;
    std::string long_name;
    std::vector<ColumnInfo> columns;
};

/// The rows of one run. [n_columns][n_rows]; a missing number is NaN, a missing label is -1.
struct Listing {
    std::vector<std::vector<double>> columns;
};

}  // namespace sim
