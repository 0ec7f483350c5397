#include <models/day.hpp>
#include <models/simulation.hpp>
#include <sim/scenario_file.hpp>

#include <atomic>
#include <fstream>
#include <iostream>
#include <iterator>
#include <span>

/// What this machine computes, for engine.test.mjs to compare with what the browser build does:
///
///     muster_record SCENARIO.toml SEED N_REPLICATES OUT
///
/// writes the canonical scenario into OUT.toml, and into OUT.bin all series, then all columns of
/// all listings, replicate after replicate, as doubles. Run it in the root of the clone.
int main(int n_arguments, char** argument) {
    if (n_arguments != 5)
        return 2;
    const std::string file = argument[1], out = argument[4];
    std::ifstream in(file, std::ios::binary);
    const std::string toml(std::istreambuf_iterator<char>(in), {});
    const sim::Scenario scenario =
        sim::parse_scenario(toml, file, models::catalog(), {"scenarios"});
    std::ofstream(out + ".toml", std::ios::binary) << sim::canonical(scenario);

    std::ofstream numbers(out + ".bin", std::ios::binary);
    const auto write = [&](std::span<const double> list) {
        numbers.write(reinterpret_cast<const char*>(list.data()),
                      static_cast<std::streamsize>(list.size_bytes()));
    };
    const std::atomic<bool> stop = false;
    for (std::uint32_t replicate = 0; replicate < std::stoul(argument[3]); ++replicate) {
        const sim::Recording recording =
            models::simulate(scenario, {std::stoull(argument[2]), replicate}, stop, true);
        for (const sim::SeriesArray& series : recording.series)
            write({series.data(), static_cast<std::size_t>(series.size())});
        for (const sim::Listing& listing : recording.listings)
            for (const std::vector<double>& column : listing.columns)
                write(column);
    }
    return numbers.good() ? 0 : 1;
}
