#include <models/design.hpp>

#include <sim/error.hpp>

#include <algorithm>
#include <cmath>
#include <string>

namespace models::design {
namespace {

constexpr std::size_t n_processes = Designs::n_processes;

/// From now on whoever holds the version holds a validated one.
void seal(World& world, const Designs::Submission& version) {
    Designs& d = world.designs;
    auto& seals = d.by_services[index(version.process)];
    seals.versions.push_back(version.version);
    seals.best = version.score;
    const auto mark = [&](std::size_t first, const std::vector<Process>& process) {
        const Process* const processes = process.data();
        const std::uint32_t* const versions = d.version.data() + first;
        std::uint8_t* const validated = d.validated.data() + first;
        const std::size_t n = process.size();
        for (std::size_t i = 0; i < n; ++i) {  // no branch and no look-up: this is vector code
            const bool holds = (processes[i] == version.process) & (versions[i] == version.version);
            validated[i] |= holds;
        }
    };
    mark(0, world.persons.process);
    mark(world.persons.size, world.places.process);
    for (std::size_t desk = world.n_units() + index(version.process); desk < d.version.size();
         desk += n_processes)
        d.validated[desk] |= d.version[desk] == version.version;
}

/// The first version of a process.
std::uint32_t first_version(const sim::NkLandscape& landscape, const sim::Stream& luck,
                            double power) {
    const auto distance = [&](std::uint32_t version) {
        return std::abs(score(landscape, version, power) - 0.5);
    };
    std::uint32_t first = 0;
    for (std::uint32_t i = 0; i < 256; ++i) {
        const std::uint32_t version = luck.word(i) >> (32 - landscape.n_traits());
        if (i == 0 || distance(version) < distance(first))
            first = version;
    }
    return first;
}

}  // namespace

void populate(World& world, const sim::Values& values) {
    Designs& d = world.designs;
    if (values[interplay] >= values[traits])
        throw sim::InputError(sim::text("design.interplay = ", values[interplay],
                                        ", but a trait can depend on ", values[traits] - 1,
                                        " others at most, as design.traits = ", values[traits]));
    const bool the_same = static_cast<Beginning>(values[beginning]) == Beginning::the_same;
    const double power = values[steepness];
    const std::int64_t n_traits = values[traits];
    const std::size_t n_holders = world.n_units() + (world.territories.size() + 1) * n_processes;
    d.version.assign(n_holders, 0);
    d.score.assign(n_holders, 0.5f);
    d.documented_on.assign(n_holders, -1);
    d.validated.assign(n_holders, 0);
    for (std::size_t process = 0; process < n_processes; ++process) {
        const sim::Stream luck(world.run, sim::text("design.", processes[process]), 0);
        d.landscape[process] = sim::NkLandscape(static_cast<int>(values[traits]),
                                                static_cast<int>(values[interplay]), luck);
        const std::uint32_t first =
            first_version(d.landscape[process], sim::Stream(world.run, "design.first", 0), power);
        const auto its_score = static_cast<float>(score(d.landscape[process], first, power));
        const auto begin = [&](std::size_t holder, std::uint32_t version) {
            d.version[holder] = version;
            d.score[holder] = version == first
                                  ? its_score
                                  : static_cast<float>(score(d.landscape[process], version, power));
        };
        const sim::Stream own(world.run, "design.beginning", 0);
        for (UnitId unit = 0; unit < world.n_units(); ++unit)
            if (index(world.process_of(unit)) == process)
                begin(unit, the_same ? first : own.word(unit) >> (32 - n_traits));
        for (std::size_t holder = world.n_units() + process; holder < n_holders;
             holder += n_processes)
            begin(holder, first);
        if (static_cast<Process>(process) == Process::printing && values[printing_validated])
            seal(world, {Process::printing, first, its_score});
    }
    for (UnitId unit = world.persons.size; unit < world.n_units(); ++unit)
        d.validated[unit] |= world.process_of(unit) == Process::small_firm;
}

void review(World& world, double a_day) {
    Designs& d = world.designs;
    d.reviews += a_day;
    std::size_t n_done = 0;
    for (; d.reviews >= 1 && n_done < d.waiting.size(); ++n_done, d.reviews -= 1)
        seal(world, d.waiting[n_done]);
    d.waiting.erase(d.waiting.begin(), d.waiting.begin() + std::ptrdiff_t(n_done));
    d.reviews -= std::floor(d.reviews);
}

std::array<double, n_processes> diversity(const World& world) {
    std::array<std::array<std::uint32_t, sim::NkLandscape::max_traits>, n_processes> with{};
    std::array<double, n_processes> n{}, mean{};
    for (const UnitId unit : world.coordination.members.members) {
        const std::size_t process = index(world.process_of(unit));
        if (process >= n_processes)
            continue;
        n[process] += 1;
        const std::uint32_t version = world.designs.version[unit];
        for (std::uint32_t trait = 0; trait < with[process].size(); ++trait)
            with[process][trait] += version >> trait & 1;
    }
    for (std::size_t process = 0; process < n_processes; ++process)
        if (n[process] > 1) {
            for (const std::uint32_t count : with[process])
                mean[process] += 2.0 * count * (n[process] - count);
            mean[process] /=
                n[process] * (n[process] - 1) * world.designs.landscape[process].n_traits();
        }
    return mean;
}

std::array<double, n_processes> n_versions(const World& world) {
    std::array<std::vector<bool>, n_processes> used;
    std::array<double, n_processes> n{};
    for (const UnitId unit : world.coordination.members.members) {
        const std::size_t process = index(world.process_of(unit));
        if (process >= n_processes)
            continue;
        used[process].resize(std::size_t{1} << world.designs.landscape[process].n_traits());
        auto&& is_used = used[process][world.designs.version[unit]];
        n[process] += !is_used;
        is_used = true;
    }
    return n;
}

}  // namespace models::design
