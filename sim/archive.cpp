#include <sim/archive.hpp>

#include <sim/date.hpp>
#include <sim/error.hpp>
#include <sim/hdf5.hpp>
#include <sim/listing_writer.hpp>

#include <algorithm>
#include <functional>
#include <limits>
#include <map>
#include <numeric>
#include <system_error>
#include <utility>

#include <unistd.h>

namespace sim {
namespace {

namespace fs = std::filesystem;
using hdf5::check;
using hdf5::Handle;

constexpr double missing = std::numeric_limits<double>::quiet_NaN();
constexpr hsize_t max_chunk_values = 1 << 17;  // 1 MiB, what HDF5 caches of a variable
constexpr unsigned deflate_level = 1;          // higher levels take longer and save little

/// A file under a temporary name in the folder of `path`; gone at the end of its life unless
/// it was given the name `path`.
class TemporaryFile {
  public:
    explicit TemporaryFile(fs::path path)
        : path_(std::move(path)), part_(part_of(path_)), file_(hdf5::create_file(part_)) {}
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;
    ~TemporaryFile() {
        std::error_code ignored;
        fs::remove(part_, ignored);
    }

    void complete() {
        file_.close();
        std::error_code error;
        fs::rename(part_, path_, error);
        if (error)
            throw hdf5::Refused{};
    }

    operator hid_t() const { return file_; }

  private:
    // Two programs may write the same results at once.
    static fs::path part_of(fs::path path) { return path += text(".", ::getpid(), ".part"); }

    fs::path path_;
    fs::path part_;
    Handle file_;
};

struct Axis {
    Handle dataset;
    hsize_t length;
};

struct Variable {
    Handle dataset;
    std::vector<hsize_t> shape;  // scenario, replicate, date, then dimensions of its own
};

std::vector<std::int32_t> count_up(std::size_t n) {
    std::vector<std::int32_t> numbers(n);
    std::iota(numbers.begin(), numbers.end(), 0);
    return numbers;
}

/// Stored run by run, or in pieces of a run if that is large.
Handle create_series(hid_t file, const std::string& name, const std::vector<hsize_t>& shape) {
    const hsize_t width =
        std::accumulate(shape.begin() + 3, shape.end(), hsize_t{1}, std::multiplies<>{});
    std::vector<hsize_t> chunk = shape;
    chunk[0] = chunk[1] = 1;
    chunk[2] = std::clamp<hsize_t>(max_chunk_values / width, 1, shape[2]);

    const Handle properties = hdf5::dataset_properties();
    check(H5Pset_chunk(properties, static_cast<int>(chunk.size()), chunk.data()));
    check(H5Pset_shuffle(properties));
    check(H5Pset_deflate(properties, deflate_level));
    check(H5Pset_fill_value(properties, H5T_NATIVE_DOUBLE, &missing));
    return hdf5::create_dataset(file, name, H5T_NATIVE_DOUBLE, shape, properties);
}

void write_run(const Variable& variable, Task task, const SeriesArray& series) {
    const std::vector<hsize_t>& shape = variable.shape;
    ensure(task.scenario < shape[0] && task.replicate < shape[1], "a task is one of the archive's");
    std::vector<hsize_t> start(shape.size(), 0);
    start[0] = task.scenario;
    start[1] = task.replicate;
    std::vector<hsize_t> count = shape;
    count[0] = count[1] = 1;
    const hsize_t size =
        std::accumulate(count.begin(), count.end(), hsize_t{1}, std::multiplies<>{});
    ensure(static_cast<hsize_t>(series.rows()) == shape[2] &&
               static_cast<hsize_t>(series.size()) == size,
           "a series has the shape of its observable");

    const Handle memory{H5Screate_simple(1, &size, nullptr), H5Sclose};
    const Handle space{H5Dget_space(variable.dataset), H5Sclose};
    check(H5Sselect_hyperslab(space, H5S_SELECT_SET, start.data(), nullptr, count.data(), nullptr));
    check(H5Dwrite(variable.dataset, H5T_NATIVE_DOUBLE, memory, space, H5P_DEFAULT, series.data()));
}

void check_destination(const fs::path& path) {
    const fs::path folder = path.has_parent_path() ? path.parent_path() : ".";
    std::error_code ignored;
    if (!fs::exists(folder, ignored))
        throw InputError(text(path.string(), ": the folder ", folder.string(),
                              " does not exist; create it first"));
    if (!fs::is_directory(folder, ignored))
        throw InputError(
            text(path.string(), ": ", folder.string(), " is a file; choose a folder to write in"));
    if (fs::is_directory(path, ignored))
        throw InputError(text(path.string(), ": is a folder; add the name of a file to write"));
}

/// Does the work on the file `path`, and says so in a sentence when HDF5 refuses.
template <class Work>
auto explained(const fs::path& path, Work work) {
    try {
        return work();
    } catch (const hdf5::Refused&) {
        throw InputError(text(path.string(), ": cannot be written; the disk may be full or the",
                              " folder not yours to write in"));
    }
}

}  // namespace

class ArchiveWriter::File {
  public:
    File(const fs::path& path, const Layout& layout, const Provenance& provenance) : file_(path) {
        add_attributes(provenance);
        add_axes(layout, provenance);
        add_scenario_files(provenance.scenario_texts);
        for (const ObservableInfo& info : layout.observables)
            add_variable(info);
        if (!layout.listings.empty())
            add_listings(layout.listings, provenance.scenario_names);
    }

    void write(Task task, const Recording& recording) {
        ensure(recording.series.size() == variables_.size(), "a recording has all observables");
        for (std::size_t v = 0; v < variables_.size(); ++v)
            write_run(variables_[v], task, recording.series[v]);
        ensure(recording.listings.size() == listings_.size(), "a recording has all listings");
        for (std::size_t l = 0; l < listings_.size(); ++l)
            listings_[l].write(task, recording.listings[l]);
    }

    void complete() {
        check(H5Fflush(file_, H5F_SCOPE_GLOBAL));
        variables_.clear();  // HDF5 keeps a file open while one of its parts is
        listings_.clear();
        axes_.clear();
        file_.complete();
    }

  private:
    void add_attributes(const Provenance& provenance) {
        const std::string muster = "Muster " + provenance.version;
        hdf5::set_attribute(file_, "Conventions", "CF-1.8");
        hdf5::set_attribute(file_, "title",
                            text("Muster simulations: ", provenance.scenario_names.size(),
                                 " scenarios, ", provenance.n_replicates, " replicates"));
        hdf5::set_attribute(file_, "source", muster);
        hdf5::set_attribute(file_, "history", "written by " + muster);
        hdf5::set_attribute(file_, "muster_version", provenance.version);
        hdf5::set_attribute(file_, "muster_revision", provenance.revision);
        hdf5::set_attribute(file_, "muster_compiler", provenance.compiler);
        if (!provenance.python.empty())
            hdf5::set_attribute(file_, "python_code", provenance.python);
        hdf5::set_attribute(file_, "seed", H5T_NATIVE_UINT64, &provenance.seed);
        hdf5::set_attribute(file_, "n_replicates", H5T_NATIVE_UINT32, &provenance.n_replicates);
    }

    void add_axes(const Layout& layout, const Provenance& provenance) {
        add_axis("scenario", provenance.scenario_names);
        add_axis("replicate", count_up(provenance.n_replicates));
        const Axis& date = add_axis("date", count_up(static_cast<std::size_t>(layout.n_days)));
        hdf5::set_attribute(date.dataset, "units", "days since " + iso(layout.first_day));
        hdf5::set_attribute(date.dataset, "calendar", "standard");
        hdf5::set_attribute(date.dataset, "standard_name", "time");
        for (const Dimension& dimension : layout.dimensions)
            add_axis(dimension.name, dimension.labels);
    }

    /// A dimension scale is netCDF's dimension and its coordinate variable in one.
    template <class Value>
    const Axis& add_axis(const std::string& name, const std::vector<Value>& values) {
        ensure(!values.empty(), "a dimension has at least one label");
        Handle scale = hdf5::write_list(file_, name, values);
        check(H5DSset_scale(scale, name.c_str()));
        hdf5::set_attribute(scale, "long_name", name);
        return axes_.emplace(name, Axis{std::move(scale), values.size()}).first->second;
    }

    // A dataset, because an attribute could not hold the megabytes of data tables.
    void add_scenario_files(const std::vector<std::string>& texts) {
        ensure(texts.size() == axes_.at("scenario").length, "each scenario has a name and a text");
        const Handle files = hdf5::write_list(file_, "scenario_file", texts);
        attach(files, {"scenario"});
        hdf5::set_attribute(files, "long_name", "scenario as a TOML file");
    }

    void add_variable(const ObservableInfo& info) {
        std::vector<std::string> names{"scenario", "replicate", "date"};
        names.insert(names.end(), info.dimensions.begin(), info.dimensions.end());
        std::vector<hsize_t> shape;
        for (const std::string& name : names)
            shape.push_back(axes_.at(name).length);
        Handle series = create_series(file_, info.name, shape);
        attach(series, names);
        hdf5::set_attribute(series, "_FillValue", H5T_NATIVE_DOUBLE, &missing);
        hdf5::set_attribute(series, "units", info.units);
        hdf5::set_attribute(series, "long_name", info.long_name);
        hdf5::set_attribute(series, "cell_methods",
                            info.timing == Timing::flow ? "date: sum" : "date: point");
        variables_.push_back({std::move(series), std::move(shape)});
    }

    // In a group of their own: persons are a series, too.
    void add_listings(const std::vector<ListingInfo>& infos,
                      const std::vector<std::string>& scenario_names) {
        const Handle tables = hdf5::create_group(file_, "tables");
        for (const ListingInfo& info : infos)
            listings_.emplace_back(tables, info, scenario_names);
    }

    void attach(hid_t dataset, const std::vector<std::string>& names) {
        for (unsigned n = 0; n < names.size(); ++n)
            check(H5DSattach_scale(dataset, axes_.at(names[n]).dataset, n));
    }

    TemporaryFile file_;
    std::map<std::string, Axis> axes_;
    std::vector<Variable> variables_;
    std::vector<ListingWriter> listings_;
};

ArchiveWriter::ArchiveWriter(const fs::path& path, const Layout& layout,
                             const Provenance& provenance)
    : path_(path) {
    hdf5::prepare();
    check_destination(path);
    file_ = explained(path, [&] { return std::make_unique<File>(path, layout, provenance); });
}

ArchiveWriter::~ArchiveWriter() = default;

void ArchiveWriter::write(Task task, const Recording& recording) {
    ensure(file_ != nullptr, "nothing is written to a finished archive");
    explained(path_, [&] { file_->write(task, recording); });
}

void ArchiveWriter::abandon() { file_.reset(); }

void ArchiveWriter::finish() {
    ensure(file_ != nullptr, "an archive is finished once");
    explained(path_, [&] { file_->complete(); });
    file_.reset();
}

Provenance read_provenance(const fs::path& path) {
    hdf5::prepare();
    const std::string name = path.string();
    std::error_code ignored;
    if (!fs::is_regular_file(path, ignored))
        throw InputError(name + ": there is no such file");
    if (H5Fis_hdf5(path.c_str()) <= 0)
        throw InputError(name + ": is not a results file, which are netCDF-4 or HDF5");
    try {
        const Handle file{H5Fopen(path.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT), H5Fclose};
        if (H5Aexists(file, "muster_version") <= 0)
            throw InputError(name + ": is not a results file of Muster");
        return {.scenario_names = hdf5::read_texts(file, "scenario"),
                .scenario_texts = hdf5::read_texts(file, "scenario_file"),
                .seed = hdf5::number_attribute<std::uint64_t>(file, "seed", H5T_NATIVE_UINT64),
                .n_replicates =
                    hdf5::number_attribute<std::uint32_t>(file, "n_replicates", H5T_NATIVE_UINT32),
                .version = hdf5::text_attribute(file, "muster_version"),
                .revision = hdf5::text_attribute(file, "muster_revision"),
                .compiler = hdf5::text_attribute(file, "muster_compiler"),
                .python = H5Aexists(file, "python_code") > 0
                              ? hdf5::text_attribute(file, "python_code")
                              : ""};
    } catch (const hdf5::Refused&) {
        throw InputError(name + ": is cut short or damaged; run it or copy it again");
    }
}

}  // namespace sim
