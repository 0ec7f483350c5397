#pragma once

#include <sim/ensemble.hpp>
#include <sim/hdf5.hpp>
#include <sim/listing.hpp>

#include <string>
#include <vector>

/// A listing in a results file. Only for .cpp files, like sim/hdf5.hpp.
namespace sim {

/// A group with a column for each of the listing's, below "scenario" and "replicate".
///
/// Labels are flags by the CF conventions (3.5): whole numbers, with the meaning of each in
/// attributes, where "_" stands for a blank.
class ListingWriter {
  public:
    ListingWriter(hid_t parent, const ListingInfo& info,
                  const std::vector<std::string>& scenario_names);

    /// Adds the rows of one run below those that are there.
    void write(Task task, const Listing& listing);

  private:
    void add_column(const ColumnInfo& info);
    void describe(hid_t column, const ColumnInfo& info) const;

    hdf5::Handle group_;
    hdf5::Handle row_;  ///< netCDF's dimension
    std::vector<hdf5::Handle> columns_;
    hsize_t n_rows_ = 0;
};

}  // namespace sim
