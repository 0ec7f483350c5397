#include <sim/listing_writer.hpp>

#include <algorithm>
#include <numeric>

namespace sim {
namespace {

using hdf5::check;
using Type = ColumnInfo::Type;

constexpr hsize_t piece = 1 << 14;  // rows
constexpr unsigned deflate_level = 1;

// With this name a scale is a dimension without coordinates: netCDF-4 format, "Dimensions".
constexpr const char* only_a_dimension =
    "This is a netCDF dimension but not a netCDF variable.         0";

hid_t type_of(Type type) {
    switch (type) {
    case Type::whole:
        return H5T_NATIVE_INT64;
    case Type::label:
        return H5T_NATIVE_INT16;
    case Type::number:
        break;
    }
    return H5T_NATIVE_FLOAT;
}

std::string in_one_word(std::string label) {
    std::ranges::replace(label, ' ', '_');
    return label;
}

}  // namespace

ListingWriter::ListingWriter(hid_t parent, const ListingInfo& info,
                             const std::vector<std::string>& scenario_names)
    : group_(hdf5::create_group(parent, info.name)),
      row_(hdf5::create_column(group_, "row", H5T_NATIVE_INT8, piece, deflate_level)) {
    check(H5DSset_scale(row_, only_a_dimension));
    hdf5::set_attribute(group_, "long_name", info.long_name);
    add_column({"scenario", "1", "Scenario of the run", Type::label, scenario_names});
    add_column({"replicate", "1", "Replicate of the run", Type::whole});
    for (const ColumnInfo& column : info.columns)
        add_column(column);
}

void ListingWriter::add_column(const ColumnInfo& info) {
    columns_.push_back(
        hdf5::create_column(group_, info.name, type_of(info.type), piece, deflate_level));
    describe(columns_.back(), info);
    check(H5DSattach_scale(columns_.back(), row_, 0));
}

void ListingWriter::describe(hid_t column, const ColumnInfo& info) const {
    hdf5::set_attribute(column, "long_name", info.long_name);
    if (info.type != Type::label) {
        hdf5::set_attribute(column, "units", info.units);
        return;
    }
    std::vector<std::int16_t> codes(info.labels.size());
    std::iota(codes.begin(), codes.end(), std::int16_t{0});
    std::string meanings;
    for (const std::string& label : info.labels)
        meanings += (meanings.empty() ? "" : " ") + in_one_word(label);
    hdf5::set_attribute(column, "flag_values", codes);
    hdf5::set_attribute(column, "flag_meanings", meanings);
}

void ListingWriter::write(Task task, const Listing& listing) {
    ensure(listing.columns.size() + 2 == columns_.size(), "a listing has all its columns");
    const std::size_t count = listing.columns.empty() ? 0 : listing.columns.front().size();
    hdf5::append(columns_[0], n_rows_, std::vector<double>(count, double(task.scenario)));
    hdf5::append(columns_[1], n_rows_, std::vector<double>(count, task.replicate));
    for (std::size_t c = 0; c < listing.columns.size(); ++c) {
        ensure(listing.columns[c].size() == count, "all columns of a listing are as long");
        hdf5::append(columns_[c + 2], n_rows_, listing.columns[c]);
    }
    n_rows_ += count;
    check(H5Dset_extent(row_, &n_rows_));
}

}  // namespace sim
