#include <sim/archive.hpp>

#include <sim/hdf5.hpp>

#include <gtest/gtest.h>

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>

using namespace sim;
namespace fs = std::filesystem;

namespace {

const Layout layout{
    .first_day = *parse_date("2020-03-17"),
    .n_days = 4,
    .dimensions = {{"reason", {"spent", "bored", "déçu"}}, {"product", {"visor", "mask"}}},
    .observables = {{"risk", "1", "perceived risk", {}, Timing::stock},
                    {"lost", "1/day", "units lost", {"product", "reason"}, Timing::flow}}};

const Provenance provenance{.scenario_names = {"france-2020", "no-legal-text"},
                            .scenario_texts = {"schema = 1\n", std::string(3'000'000, 'x')},
                            .seed = 18'446'744'073'709'551'615u,
                            .n_replicates = 3,
                            .version = "0.1.0",
                            .revision = "",
                            .compiler = "GCC 12.2.0"};

/// Values that tell scenario, replicate, day and column apart.
Recording recording_of(Task task) {
    Recording recording = empty_recording(layout);
    for (SeriesArray& series : recording.series)
        for (Eigen::Index day = 0; day < series.rows(); ++day)
            for (Eigen::Index column = 0; column < series.cols(); ++column)
                series(day, column) = 1000.0 * static_cast<double>(task.scenario) +
                                      100.0 * task.replicate + 10.0 * static_cast<double>(day) +
                                      static_cast<double>(column);
    return recording;
}

/// Each test has a folder of its own, which is gone afterwards.
class Archive : public testing::Test {
  protected:
    void SetUp() override { fs::create_directories(folder_); }
    void TearDown() override { fs::remove_all(folder_); }

    fs::path write_all(const std::string& name, unsigned threads) const {
        ArchiveWriter writer(folder_ / name, layout, provenance);
        run_ensemble(
            2, 3, threads, [](Task task, const std::atomic<bool>&) { return recording_of(task); },
            [&](Task task, const Recording& recording) { writer.write(task, recording); },
            [](std::size_t) { return true; });
        writer.finish();
        return folder_ / name;
    }

    const fs::path folder_ =
        fs::temp_directory_path() / text("muster-archive-", static_cast<int>(::getpid()));
};

std::string bytes(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

/// The sentence with which `work` refuses its input, or "" when it does not.
template <class Work>
std::string refusal(Work work) {
    try {
        work();
    } catch (const InputError& error) {
        return error.what();
    }
    return "";
}

std::string writing_refusal(const fs::path& path) {
    return refusal([&] { ArchiveWriter(path, layout, provenance); });
}

std::string reading_refusal(const fs::path& path) {
    return refusal([&] { read_provenance(path); });
}

hdf5::Handle open_file(const fs::path& path) {
    return {H5Fopen(path.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT), H5Fclose};
}

hdf5::Handle open_variable(hid_t file, const char* name) {
    return {H5Dopen2(file, name, H5P_DEFAULT), H5Dclose};
}

std::vector<double> values(hid_t file, const char* name) {
    const hdf5::Handle variable = open_variable(file, name);
    const hdf5::Handle space{H5Dget_space(variable), H5Sclose};
    std::vector<double> all(static_cast<std::size_t>(H5Sget_simple_extent_npoints(space)));
    H5Dread(variable, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, all.data());
    return all;
}

/// The names of a variable's dimensions, found as netCDF-4 finds them: by their scales.
std::vector<std::string> dimensions(hid_t variable) {
    std::vector<std::string> names;
    const auto add_name = [](hid_t, unsigned, hid_t scale, void* all) -> herr_t {
        char name[100];
        H5DSget_scale_name(scale, name, sizeof name);
        static_cast<std::vector<std::string>*>(all)->push_back(name);
        return 0;
    };
    const hdf5::Handle space{H5Dget_space(variable), H5Sclose};
    for (int d = 0; d < H5Sget_simple_extent_ndims(space); ++d)
        H5DSiterate_scales(variable, static_cast<unsigned>(d), nullptr, add_name, &names);
    return names;
}

}  // namespace

TEST_F(Archive, every_run_reads_back_where_it_belongs) {
    const hdf5::Handle file = open_file(write_all("runs.nc", 2));
    std::vector<double> risk;
    std::vector<double> lost;
    for (std::size_t s = 0; s < 2; ++s)
        for (std::uint32_t r = 0; r < 3; ++r) {
            const Recording recording = recording_of({s, r});
            const auto append = [](std::vector<double>& all, const SeriesArray& series) {
                all.insert(all.end(), series.data(), series.data() + series.size());
            };
            append(risk, recording.series[0]);
            append(lost, recording.series[1]);
        }
    EXPECT_EQ(values(file, "risk"), risk);
    EXPECT_EQ(values(file, "lost"), lost);
}

TEST_F(Archive, runs_that_were_not_written_are_missing_values) {
    ArchiveWriter writer(folder_ / "runs.nc", layout, provenance);
    writer.write({1, 2}, recording_of({1, 2}));
    writer.finish();
    const std::vector<double> risk = values(open_file(folder_ / "runs.nc"), "risk");
    EXPECT_EQ(std::count_if(risk.begin(), risk.end(), [](double x) { return std::isnan(x); }), 20);
    EXPECT_EQ(std::vector<double>(risk.end() - 4, risk.end()),
              (std::vector<double>{1200, 1210, 1220, 1230}));
}

// CF conventions 1.8, sections 3.1, 4.4 and 7.3 (cfconventions.org).
TEST_F(Archive, variables_have_dimensions_labels_and_units_by_name) {
    const hdf5::Handle file = open_file(write_all("runs.nc", 1));
    const hdf5::Handle risk = open_variable(file, "risk");
    const hdf5::Handle lost = open_variable(file, "lost");
    EXPECT_EQ(dimensions(risk), (std::vector<std::string>{"scenario", "replicate", "date"}));
    EXPECT_EQ(dimensions(lost),
              (std::vector<std::string>{"scenario", "replicate", "date", "product", "reason"}));
    EXPECT_EQ(dimensions(open_variable(file, "scenario_file")),
              std::vector<std::string>{"scenario"});
    EXPECT_EQ(hdf5::text_attribute(lost, "units"), "1/day");
    EXPECT_EQ(hdf5::text_attribute(lost, "long_name"), "units lost");
    EXPECT_EQ(hdf5::text_attribute(lost, "cell_methods"), "date: sum");
    EXPECT_EQ(hdf5::text_attribute(risk, "cell_methods"), "date: point");
    EXPECT_EQ(hdf5::read_texts(file, "reason"), layout.dimensions[0].labels);
    EXPECT_EQ(values(file, "date"), (std::vector<double>{0, 1, 2, 3}));
    EXPECT_EQ(hdf5::text_attribute(open_variable(file, "date"), "units"), "days since 2020-03-17");
    EXPECT_EQ(hdf5::text_attribute(file, "Conventions"), "CF-1.8");
}

TEST_F(Archive, carries_all_that_is_needed_to_run_it_again) {
    EXPECT_EQ(read_provenance(write_all("runs.nc", 1)), provenance);
}

TEST_F(Archive, names_code_outside_muster_that_took_part) {
    Provenance with_code = provenance;
    with_code.python = "{\"mechanisms\": {\"calm\": []}}";
    ArchiveWriter writer(folder_ / "runs.nc", layout, with_code);
    writer.finish();
    EXPECT_EQ(read_provenance(folder_ / "runs.nc"), with_code);
}

TEST_F(Archive, abandoned_it_leaves_nothing_behind_though_it_is_still_held) {
    ArchiveWriter writer(folder_ / "runs.nc", layout, provenance);
    EXPECT_FALSE(fs::is_empty(folder_));
    writer.abandon();
    EXPECT_TRUE(fs::is_empty(folder_));
}

TEST_F(Archive, has_the_same_bytes_for_any_number_of_threads) {
    const std::string reference = bytes(write_all("one.nc", 1));
    EXPECT_TRUE(bytes(write_all("two.nc", 2)) == reference);
    EXPECT_TRUE(bytes(write_all("seven.nc", 7)) == reference);
}

TEST_F(Archive, a_large_run_is_stored_in_pieces) {
    Layout large = layout;
    large.n_days = 100;
    large.dimensions[0].labels.assign(2000, "one of many");  // [100, 4000]: 3 MB a run
    Recording recording = empty_recording(large);
    recording.series[1](99, 3999) = 7;
    ArchiveWriter writer(folder_ / "runs.nc", large, provenance);
    writer.write({0, 0}, recording);
    writer.finish();
    EXPECT_EQ(values(open_file(folder_ / "runs.nc"), "lost")[100 * 4000 - 1], 7);
}

TEST_F(Archive, unfinished_it_leaves_nothing_behind) {
    {
        ArchiveWriter writer(folder_ / "runs.nc", layout, provenance);
        writer.write({0, 0}, recording_of({0, 0}));
        EXPECT_FALSE(fs::exists(folder_ / "runs.nc"));
        EXPECT_FALSE(fs::is_empty(folder_));
    }
    EXPECT_TRUE(fs::is_empty(folder_));
}

TEST_F(Archive, finished_it_replaces_an_older_file) {
    std::ofstream(folder_ / "runs.nc") << "older";
    write_all("runs.nc", 1);
    EXPECT_EQ(read_provenance(folder_ / "runs.nc"), provenance);
    EXPECT_EQ(std::distance(fs::directory_iterator(folder_), {}), 1);
}

TEST_F(Archive, a_place_that_cannot_be_written_is_refused_in_a_sentence) {
    EXPECT_EQ(writing_refusal("nowhere/runs.nc"),
              "nowhere/runs.nc: the folder nowhere does not exist; create it first");
    std::ofstream(folder_ / "file") << "no folder";
    EXPECT_NE(writing_refusal(folder_ / "file" / "runs.nc").find("is a file; choose a folder"),
              std::string::npos);
    EXPECT_NE(writing_refusal(folder_).find("is a folder; add the name"), std::string::npos);
    EXPECT_NE(writing_refusal("/proc/runs.nc").find("cannot be written"), std::string::npos);
}

// A limit on the size of files stands for a full disk. In a process of its own, because HDF5 1.10
// can crash at the exit of a program that met a full disk; ours ends as if nothing had been.
TEST_F(Archive, a_full_disk_is_refused_in_a_sentence_and_leaves_nothing_behind) {
    const auto fill_the_disk = [&] {
        std::signal(SIGXFSZ, SIG_IGN);
        Layout wide = layout;
        wide.n_days = 100'000;
        ArchiveWriter writer(folder_ / "runs.nc", wide, provenance);
        const rlimit limit{20'000, 20'000};
        setrlimit(RLIMIT_FSIZE, &limit);
        for (std::uint32_t r = 0; r < 3; ++r) {
            Recording recording = empty_recording(wide);
            for (SeriesArray& series : recording.series)
                series.setRandom();
            writer.write({0, r}, recording);
        }
        writer.finish();
    };
    const auto program = [&] {
        std::cerr << refusal(fill_the_disk);
        std::exit(0);
    };
    EXPECT_EXIT(program(), testing::ExitedWithCode(0), "the disk may be full");
    EXPECT_TRUE(fs::is_empty(folder_));
}

TEST_F(Archive, a_file_cut_short_anywhere_is_refused_in_a_sentence) {
    const fs::path path = write_all("runs.nc", 1);
    const auto size = fs::file_size(path);
    for (const auto length : {size - 1, size / 2, size / 10, std::uintmax_t{2048},
                              std::uintmax_t{96}, std::uintmax_t{9}, std::uintmax_t{8}}) {
        fs::resize_file(path, length);
        EXPECT_EQ(reading_refusal(path),
                  path.string() + ": is cut short or damaged; run it or copy it again")
            << length << " bytes";
    }
    fs::resize_file(path, 3);
    EXPECT_NE(reading_refusal(path).find("is not a results file"), std::string::npos);
}

TEST_F(Archive, what_is_no_results_file_is_refused_in_a_sentence) {
    const fs::path missing = folder_ / "missing.nc";
    EXPECT_EQ(reading_refusal(missing), missing.string() + ": there is no such file");
    EXPECT_EQ(reading_refusal(folder_), folder_.string() + ": there is no such file");

    std::ofstream(folder_ / "letter.txt") << "Dear makers";
    EXPECT_NE(reading_refusal(folder_ / "letter.txt").find("is not a results file"),
              std::string::npos);

    hdf5::create_file(folder_ / "foreign.h5");
    EXPECT_NE(reading_refusal(folder_ / "foreign.h5").find("is not a results file of Muster"),
              std::string::npos);
}

TEST_F(Archive, a_recording_of_another_shape_is_our_mistake) {
    ArchiveWriter writer(folder_ / "runs.nc", layout, provenance);
    Recording recording = recording_of({0, 0});
    EXPECT_THROW(writer.write({2, 0}, recording), std::logic_error);
    EXPECT_THROW(writer.write({0, 3}, recording), std::logic_error);
    recording.series[1].resize(4, 5);
    EXPECT_THROW(writer.write({0, 0}, recording), std::logic_error);
    recording.series.pop_back();
    EXPECT_THROW(writer.write({0, 0}, recording), std::logic_error);
}

namespace {

Layout with_listing() {
    Layout whole = layout;
    whole.listings = {{"lost",  // like a series
                       "persons",
                       {{"age", "year", "age", ColumnInfo::Type::number},
                        {"friends", "person", "friends", ColumnInfo::Type::whole},
                        {"mood", "1", "mood", ColumnInfo::Type::label, {"very well", "bad"}}}}};
    return whole;
}

/// As many persons as the replicate's number, each telling runs apart.
Recording listed(Task task) {
    Recording recording = recording_of(task);
    const std::size_t n = task.replicate;
    recording.listings = {
        {{std::vector<double>(n, 0.5), std::vector<double>(n, 10.0 * double(task.scenario)),
          std::vector<double>(n, -1)}}};
    return recording;
}

}  // namespace

TEST_F(Archive, rows_of_all_runs_stand_one_below_the_other_and_say_which_run_they_are) {
    ArchiveWriter writer(folder_ / "runs.nc", with_listing(), provenance);
    for (std::uint32_t replicate = 0; replicate < 3; ++replicate)
        for (std::size_t scenario = 0; scenario < 2; ++scenario)
            writer.write({scenario, replicate}, listed({scenario, replicate}));
    writer.finish();
    const hdf5::Handle file = open_file(folder_ / "runs.nc");
    using Column = std::vector<double>;
    EXPECT_EQ(values(file, "tables/lost/replicate"), (Column{1, 1, 2, 2, 2, 2}));
    EXPECT_EQ(values(file, "tables/lost/scenario"), (Column{0, 1, 0, 0, 1, 1}));
    EXPECT_EQ(values(file, "tables/lost/friends"), (Column{0, 10, 0, 0, 10, 10}));
    EXPECT_EQ(values(file, "tables/lost/age"), Column(6, 0.5));
    EXPECT_EQ(values(file, "tables/lost/mood"), Column(6, -1));
    const hdf5::Handle mood = open_variable(file, "tables/lost/mood");
    EXPECT_EQ(hdf5::text_attribute(mood, "flag_meanings"), "very_well bad");
}

TEST_F(Archive, without_listings_there_are_no_groups) {
    const hdf5::Handle file = open_file(write_all("runs.nc", 1));
    EXPECT_EQ(H5Lexists(file, "tables", H5P_DEFAULT), 0);
}
