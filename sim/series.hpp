#pragma once

#include <sim/date.hpp>
#include <sim/error.hpp>
#include <sim/listing.hpp>

#include <Eigen/Core>

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

/// What a run leaves behind: one array an observable, one row a day.
namespace sim {

/// A named axis of an observable, such as `reason` with the labels "exhausted", "bored".
struct Dimension {
    std::string name;
    std::vector<std::string> labels;
};

/// A flow is counted over the day (units made), a stock at its end (units in store).
enum class Timing { flow, stock };

/// What one observable is: its name, unit, meaning and the axes it has beside the date.
struct ObservableInfo {
    std::string name;
    std::string units;  ///< several, with commas, are those of the labels of the last dimension
    std::string long_name;
    std::vector<std::string> dimensions;
    Timing timing;
};

/// The shape that all recordings of a run set share.
struct Layout {
    Date first_day;
    int n_days;
    std::vector<Dimension> dimensions;
    std::vector<ObservableInfo> observables;
    std::vector<ListingInfo> listings = {};

    /// The dimension of this name; @throws std::logic_error when the layout has none.
    const Dimension& dimension(const std::string& name) const {
        const auto found = std::find_if(dimensions.begin(), dimensions.end(),
                                        [&](const Dimension& d) { return d.name == name; });
        ensure(found != dimensions.end(), "an observable has a dimension that its layout lacks");
        return *found;
    }

    /// Columns of an observable: the product of its dimensions' lengths, 1 if it has none.
    std::size_t width(std::size_t observable) const {
        std::size_t product = 1;
        for (const std::string& name : observables.at(observable).dimensions)
            product *= dimension(name).labels.size();
        return product;
    }
};

/// [n_days, width]; the last dimension of an observable varies fastest, as in C and NumPy.
using SeriesArray = Eigen::Array<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

/// One run: one array an observable and the rows of each listing, in the order of the layout.
struct Recording {
    std::vector<SeriesArray> series;
    std::vector<Listing> listings = {};
};

/// A recording of zeros in the shape of the layout, ready to be counted into.
inline Recording empty_recording(const Layout& layout) {
    Recording recording;
    for (std::size_t o = 0; o < layout.observables.size(); ++o)
        recording.series.push_back(
            SeriesArray::Zero(layout.n_days, static_cast<Eigen::Index>(layout.width(o))));
    return recording;
}

}  // namespace sim
