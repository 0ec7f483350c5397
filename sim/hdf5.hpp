#pragma once

#include <sim/error.hpp>

#include <hdf5.h>
#include <hdf5_hl.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

/// The few HDF5 calls that the archive makes, as C++. Only for .cpp files: hdf5.h is heavy.
///
/// HDF5 is not thread-safe: call it from one thread at a time.
namespace sim::hdf5 {

/// HDF5 said no; who knows the file turns it into a sentence.
struct Refused {};

/// The result of an HDF5 call. @throws Refused when it is negative, which means failure
template <class Result>
Result check(Result result) {
    if (result < 0)
        throw Refused{};
    return result;
}

/// An open HDF5 object, closed at the end of its life.
class Handle {
  public:
    using Close = herr_t (*)(hid_t);

    Handle(hid_t id, Close closer) : id_(check(id)), close_(closer) {}
    Handle(Handle&& other) noexcept
        : id_(std::exchange(other.id_, H5I_INVALID_HID)), close_(other.close_) {}
    ~Handle() {
        if (id_ >= 0)
            close_(id_);
    }
    /// Closes it now; @throws Refused, which a destructor could not
    void close() { check(close_(std::exchange(id_, H5I_INVALID_HID))); }
    operator hid_t() const { return id_; }

  private:
    hid_t id_;
    Close close_;
};

/// To call before anything else of HDF5: it prints no errors, ours are sentences; and it does not
/// tidy up at exit, where it crashes on a file that a full disk kept from closing
/// (github.com/h5py/h5py/issues/914). Nothing is left to tidy up: handles close all that opens.
inline void prepare() {
    H5dont_atexit();
    check(H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr));
}

/// Keeps the order in which things were created, as netCDF-4 asks, but not the time: the same
/// input gives the same bytes.
inline void keep_order_not_time(hid_t properties) {
    check(H5Pset_attr_creation_order(properties, H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED));
    check(H5Pset_obj_track_times(properties, false));
}

/// A new, empty file in place of any old one.
inline Handle create_file(const std::filesystem::path& path) {
    const Handle properties{H5Pcreate(H5P_FILE_CREATE), H5Pclose};
    keep_order_not_time(properties);
    check(H5Pset_link_creation_order(properties, H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED));
    return {H5Fcreate(path.c_str(), H5F_ACC_TRUNC, properties, H5P_DEFAULT), H5Fclose};
}

/// A new group in a file.
inline Handle create_group(hid_t file, const std::string& name) {
    ensure(H5Lexists(file, name.c_str(), H5P_DEFAULT) == 0, text("two variables named ", name));
    const Handle properties{H5Pcreate(H5P_GROUP_CREATE), H5Pclose};
    keep_order_not_time(properties);
    check(H5Pset_link_creation_order(properties, H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED));
    return {H5Gcreate2(file, name.c_str(), H5P_DEFAULT, properties, H5P_DEFAULT), H5Gclose};
}

/// UTF-8 of `size` bytes, or of any length with H5T_VARIABLE.
inline Handle text_type(std::size_t size) {
    Handle type{H5Tcopy(H5T_C_S1), H5Tclose};
    check(H5Tset_size(type, size));
    check(H5Tset_cset(type, H5T_CSET_UTF8));
    return type;
}

/// Adds an attribute with one value of the HDF5 type `type`.
inline void set_attribute(hid_t object, const char* name, hid_t type, const void* value) {
    const Handle scalar{H5Screate(H5S_SCALAR), H5Sclose};
    const Handle attribute{H5Acreate2(object, name, type, scalar, H5P_DEFAULT, H5P_DEFAULT),
                           H5Aclose};
    check(H5Awrite(attribute, type, value));
}

/// Adds an attribute with a list of whole numbers.
inline void set_attribute(hid_t object, const char* name, const std::vector<std::int16_t>& values) {
    const hsize_t size = values.size();
    const Handle space{H5Screate_simple(1, &size, nullptr), H5Sclose};
    const Handle attribute{
        H5Acreate2(object, name, H5T_NATIVE_INT16, space, H5P_DEFAULT, H5P_DEFAULT), H5Aclose};
    check(H5Awrite(attribute, H5T_NATIVE_INT16, values.data()));
}

/// Adds a text of fixed length, which netCDF shows as plain text.
inline void set_attribute(hid_t object, const char* name, const std::string& value) {
    set_attribute(object, name, text_type(std::max<std::size_t>(value.size(), 1)), value.c_str());
}

/// The text of an attribute of fixed length.
inline std::string text_attribute(hid_t object, const char* name) {
    const Handle attribute{H5Aopen(object, name, H5P_DEFAULT), H5Aclose};
    const Handle type{H5Aget_type(attribute), H5Tclose};
    if (H5Tget_class(type) != H5T_STRING || H5Tis_variable_str(type) != 0)
        throw Refused{};
    std::string value(H5Tget_size(type), '\0');
    check(H5Aread(attribute, text_type(value.size()), value.data()));
    return value.substr(0, value.find('\0'));
}

/// The one number of an attribute, of the same HDF5 type as `Number`.
template <class Number>
Number number_attribute(hid_t object, const char* name, hid_t type) {
    const Handle attribute{H5Aopen(object, name, H5P_DEFAULT), H5Aclose};
    const Handle space{H5Aget_space(attribute), H5Sclose};
    if (H5Sget_simple_extent_npoints(space) != 1)
        throw Refused{};
    Number value{};
    check(H5Aread(attribute, type, &value));
    return value;
}

/// Properties of a new dataset.
inline Handle dataset_properties() {
    Handle properties{H5Pcreate(H5P_DATASET_CREATE), H5Pclose};
    keep_order_not_time(properties);
    return properties;
}

/// A new array of this shape; @throws std::logic_error when the name is taken
inline Handle create_dataset(hid_t file, const std::string& name, hid_t type,
                             const std::vector<hsize_t>& shape, hid_t properties,
                             const hsize_t* largest = nullptr) {
    ensure(H5Lexists(file, name.c_str(), H5P_DEFAULT) == 0, text("two variables named ", name));
    const Handle space{H5Screate_simple(static_cast<int>(shape.size()), shape.data(), largest),
                       H5Sclose};
    return {H5Dcreate2(file, name.c_str(), type, space, H5P_DEFAULT, properties, H5P_DEFAULT),
            H5Dclose};
}

/// A new column without rows, which grows by append(); stored in compressed pieces.
inline Handle create_column(hid_t group, const std::string& name, hid_t type, hsize_t piece,
                            unsigned deflate_level) {
    const Handle properties = dataset_properties();
    check(H5Pset_chunk(properties, 1, &piece));
    check(H5Pset_shuffle(properties));
    check(H5Pset_deflate(properties, deflate_level));
    const hsize_t any = H5S_UNLIMITED;
    return create_dataset(group, name, type, {0}, properties, &any);
}

/// Adds numbers at the end of a column of any type.
inline void append(hid_t column, hsize_t n_rows, const std::vector<double>& values) {
    const hsize_t count = values.size(), whole = n_rows + count;
    if (count == 0)
        return;
    check(H5Dset_extent(column, &whole));
    const Handle memory{H5Screate_simple(1, &count, nullptr), H5Sclose};
    const Handle space{H5Dget_space(column), H5Sclose};
    check(H5Sselect_hyperslab(space, H5S_SELECT_SET, &n_rows, nullptr, &count, nullptr));
    check(H5Dwrite(column, H5T_NATIVE_DOUBLE, memory, space, H5P_DEFAULT, values.data()));
}

/// Writes a new list of numbers.
inline Handle write_list(hid_t file, const std::string& name,
                         const std::vector<std::int32_t>& values) {
    Handle list =
        create_dataset(file, name, H5T_NATIVE_INT32, {values.size()}, dataset_properties());
    check(H5Dwrite(list, H5T_NATIVE_INT32, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()));
    return list;
}

/// Writes a new list of UTF-8 texts.
inline Handle write_list(hid_t file, const std::string& name,
                         const std::vector<std::string>& values) {
    std::vector<const char*> pointers;
    for (const std::string& value : values)
        pointers.push_back(value.c_str());
    const Handle type = text_type(H5T_VARIABLE);
    Handle list = create_dataset(file, name, type, {values.size()}, dataset_properties());
    check(H5Dwrite(list, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, pointers.data()));
    return list;
}

/// Reads a list of texts.
inline std::vector<std::string> read_texts(hid_t file, const char* name) {
    const Handle list{H5Dopen2(file, name, H5P_DEFAULT), H5Dclose};
    const Handle space{H5Dget_space(list), H5Sclose};
    const Handle type = text_type(H5T_VARIABLE);
    std::vector<char*> pointers(
        static_cast<std::size_t>(check(H5Sget_simple_extent_npoints(space))));
    check(H5Dread(list, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, pointers.data()));
    std::vector<std::string> values;
    for (const char* pointer : pointers)
        values.emplace_back(pointer ? pointer : "");  // HDF5 reads an empty text as no text
    check(H5Dvlen_reclaim(type, space, H5P_DEFAULT, pointers.data()));
    return values;
}

}  // namespace sim::hdf5
