#pragma once

#include <sim/ensemble.hpp>
#include <sim/series.hpp>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

/// Results on disk: one file a run set, in HDF5 that every netCDF-4 reader opens.
///
/// Each observable is a variable [scenario, replicate, date, its own dimensions …] with units and
/// labels by the CF conventions (cfconventions.org, 1.8). Each listing is a group "tables/<name>"
/// of columns [row], the runs one below the other; its first columns say which run a row belongs
/// to. The same input gives the same bytes. HDF5 is not thread-safe: use everything here from one
/// thread at a time.
namespace sim {

/// All that is needed to run a file's contents again, bit for bit.
struct Provenance {
    std::vector<std::string> scenario_names;
    std::vector<std::string> scenario_texts;  ///< canonical TOML, one a name
    std::uint64_t seed;
    std::uint32_t n_replicates;
    std::string version;   ///< of Muster, "1.2.0"
    std::string revision;  ///< of its source
    std::string compiler;
    std::string python = "";  ///< what code outside Muster took part, "" if none did

    bool operator==(const Provenance&) const = default;
};

/// Writes a run set under a temporary name beside `path`; finish() gives it its own name.
///
/// Runs that were never written read as NaN.
/// @throws InputError when the folder is missing or cannot be written, or the disk is full.
class ArchiveWriter {
  public:
    ArchiveWriter(const std::filesystem::path& path, const Layout& layout,
                  const Provenance& provenance);

    /// Removes the temporary file unless it was finished.
    ~ArchiveWriter();

    ArchiveWriter(const ArchiveWriter&) = delete;
    ArchiveWriter& operator=(const ArchiveWriter&) = delete;

    /// Adds one run; its recording has the layout's shape.
    void write(Task task, const Recording& recording);

    /// Removes the temporary file; nothing can be written after it.
    void abandon();

    /// Completes the file and replaces whatever had its name; nothing can be written after it.
    void finish();

  private:
    class File;
    std::filesystem::path path_;
    std::unique_ptr<File> file_;
};

/// Where a results file comes from.
/// @throws InputError when the file is missing, cut short, or not written by Muster.
Provenance read_provenance(const std::filesystem::path& path);

}  // namespace sim
