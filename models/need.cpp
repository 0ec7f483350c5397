#include <models/need.hpp>

#include <sim/chunk.hpp>
#include <sim/date.hpp>
#include <sim/error.hpp>

#include <algorithm>
#include <numeric>

namespace models::need {
namespace {

/// floor(x), or one more with the chance of the rest: keeps units whole and means exact. x < 2^31.
std::int32_t rounded(float x, std::uint32_t word) {
    const auto whole = static_cast<std::int32_t>(x);
    return whole + (sim::unit(word) < x - static_cast<float>(whole) ? 1 : 0);
}

/// What the table says of one territory, in the order of dates.
struct Curve {
    std::vector<sim::Date> dates;
    std::vector<double> patients;

    /// Linear between the dates, constant after the last, and rising from 0 in the week before the
    /// first.
    double at(sim::Date date) const {
        const auto next = std::lower_bound(dates.begin(), dates.end(), date);
        if (next == dates.end())
            return patients.back();
        const auto i = static_cast<std::size_t>(next - dates.begin());
        const sim::Date before = i > 0 ? dates[i - 1] : dates[0] - std::chrono::days{7};
        const double from = i > 0 ? patients[i - 1] : 0;
        const double share = std::max(0.0, double(sim::days_between(before, date))) /
                             sim::days_between(before, dates[i]);
        return from + share * (patients[i] - from);
    }
};

Curve curve_of(const sim::Table& series, const std::string& territory) {
    Curve curve;
    const auto territories = series.texts("territory");
    const auto counts = series.numbers("in_hospital");
    for (std::size_t row = 0; row < series.n_rows(); ++row) {
        if (territories[row] != territory)
            continue;
        const auto date = sim::parse_date(series.texts("date")[row]);
        if (!date)
            throw sim::InputError(sim::text(series.place(row), ": '", series.texts("date")[row],
                                            "' is not a date; write YYYY-MM-DD"));
        if (!curve.dates.empty() && *date <= curve.dates.back())
            throw sim::InputError(
                sim::text(series.place(row), ": dates of ", territory, " must increase"));
        if (!(counts[row] >= 0))
            throw sim::InputError(sim::text(series.place(row), ": in_hospital = ", counts[row],
                                            " is negative or missing; allowed are numbers from 0"));
        curve.dates.push_back(*date);
        curve.patients.push_back(counts[row]);
    }
    if (curve.dates.empty())
        throw sim::InputError(sim::text(series.source(), ": no rows for territory '", territory,
                                        "'; every territory of population.territories needs some"));
    return curve;
}

void feel(Territories& territories, const sim::Values& values, const sim::Today& today) {
    for (std::size_t t = 0; t < territories.size(); ++t)
        territories.salience[t] = salience(territories.patients(today.day, Eigen::Index(t)) /
                                               territories.population[t] * 1e5,
                                           values[alarm], values[floor]);
}

/// Units wanted at hand per member of staff, [n_territories * n_segments].
std::vector<float> wanted_per_staff(const Territories& territories, const sim::Values& values) {
    std::vector<float> wanted;
    for (const double salience : territories.salience)
        for (std::size_t s = 0; s < segments.size(); ++s) {
            const bool job = s == index(Segment::public_job);
            const double felt = job ? values[public_jobs] : salience;
            wanted.push_back(static_cast<float>(felt * values[units_per_staff]));
        }
    return wanted;
}

/// Share of every shortage that official supply and industry fill today.
float refill_share(const World& world, const sim::Values& values) {
    const double shortage =
        std::accumulate(world.requesters.latent.begin(), world.requesters.latent.end(), 0.0);
    const double offered = (values[official_supply] + values[industry]) * world.country_share;
    return static_cast<float>(shortage > 0 ? std::min(1.0, offered / shortage) : 0);
}

}  // namespace

Eigen::ArrayXXd daily_patients(const sim::Table& series, const std::vector<std::string>& names,
                               sim::Date first_day, int n_days) {
    Eigen::ArrayXXd daily = Eigen::ArrayXXd::Zero(n_days, Eigen::Index(names.size()));
    if (series.n_rows() == 0)
        return daily;
    for (Eigen::Index t = 0; t < daily.cols(); ++t) {
        const Curve curve = curve_of(series, names[std::size_t(t)]);
        for (int day = 0; day < n_days; ++day)
            daily(day, t) = curve.at(first_day + std::chrono::days{day});
    }
    return daily;
}

void step(World& world, const sim::Values& values, const sim::Today& today) {
    feel(world.territories, values, today);
    Requesters& requesters = world.requesters;
    const std::vector<float> wanted = wanted_per_staff(world.territories, values);
    const auto wear = static_cast<float>(1 / values[lifetime]);
    const float refill = refill_share(world, values);
    const sim::Stream draws = today.stream(name);
    sim::Chunk<std::uint32_t> wears;
    sim::Chunk<std::uint32_t> refills;
    for (std::size_t block = 0; block < wanted.size(); ++block) {  // one segment of one territory
        const float per_staff = wanted[block];
        const auto refresh = [&, per_staff](std::size_t first, std::size_t count) {
            std::int32_t arrived_here = 0;
            draws.words(first, std::span(wears.data(), count), 0);
            draws.words(first, std::span(refills.data(), count), 1);
            for (std::size_t i = 0; i < count; ++i) {
                const std::size_t r = first + i;
                const auto had = static_cast<std::int32_t>(requesters.held[r]);
                const auto lacked = static_cast<std::int32_t>(requesters.latent[r]);
                const std::int32_t arrived =
                    rounded(static_cast<float>(lacked) * refill, refills[i]);
                const std::int32_t worn = rounded(static_cast<float>(had) * wear, wears[i]);
                const std::int32_t held = had + arrived - worn;
                const auto target = static_cast<std::int32_t>(requesters.staff[r] * per_staff);
                requesters.held[r] = static_cast<std::uint32_t>(held);
                requesters.latent[r] = static_cast<std::uint32_t>(std::max(0, target - held));
                arrived_here += arrived;
            }
            world.today.industry(Eigen::Index(block / segments.size()), 0) += arrived_here;
        };
        sim::for_each_chunk(requesters.segment_begin[block], requesters.segment_begin[block + 1],
                            refresh);
    }
}

}  // namespace models::need
