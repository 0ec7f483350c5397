#include <models/need.hpp>

#include <models/requesters.hpp>
#include <sim/chunk.hpp>
#include <sim/date.hpp>
#include <sim/error.hpp>

#include <algorithm>
#include <numeric>

namespace models::need {
namespace {

/// floor(x), or one more with the chance of the rest, by luck below 2^16: keeps units whole and
/// means exact. x < 2^31.
std::int32_t rounded(float x, std::uint32_t luck) {
    const auto whole = static_cast<std::int32_t>(x);
    return whole + (static_cast<float>(static_cast<std::int32_t>(luck)) * 0x1p-16f <
                            x - static_cast<float>(whole)
                        ? 1
                        : 0);
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

/// What the scenario says of one product today.
struct Goods {
    double per_staff;  ///< units that a member of staff who uses it wants
    double lifetime;   ///< of a unit in use, days
    double offered;    ///< by official supply and industry, units/day in the whole country
};

Goods goods(Product product, const sim::Values& values) {
    if (product == Product::gown)
        return {values[gowns_per_staff], values[gown_lifetime], values[industry_gowns]};
    return {values[visors_per_staff], values[lifetime], values[official_supply] + values[industry]};
}

/// Share of every shortage that is filled today.
float refill_share(const std::vector<std::uint32_t>& latent, double offered) {
    if (offered == 0)
        return 0;
    const auto shortage =
        static_cast<double>(std::accumulate(latent.begin(), latent.end(), std::uint64_t{0}));
    return static_cast<float>(shortage > 0 ? std::min(1.0, offered / shortage) : 0);
}

/// What becomes of the units of some requesters of one segment today.
struct Rates {
    float wanted;  ///< units per member of staff
    float wear;    ///< share of what is held
    float refill;  ///< share of what is lacking
};

/// Wears out and refills what requesters first ... first+count-1 hold; returns how many arrived.
std::int32_t refresh(const Rates& rates, const std::uint16_t* staff, const std::uint32_t* luck,
                     std::size_t count, std::uint32_t* held, std::uint32_t* latent) {
    std::int32_t all_arrived = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const auto had = static_cast<std::int32_t>(held[i]);
        const auto lacked = static_cast<std::int32_t>(latent[i]);
        const std::int32_t worn = rounded(static_cast<float>(had) * rates.wear, luck[i] & 0xFFFF);
        const std::int32_t arrived =
            rounded(static_cast<float>(lacked) * rates.refill, luck[i] >> 16);
        const auto target = static_cast<std::int32_t>(staff[i] * rates.wanted);
        const std::int32_t have = had + arrived - worn;
        held[i] = static_cast<std::uint32_t>(have);
        latent[i] = static_cast<std::uint32_t>(std::max(0, target - have));
        all_arrived += arrived;
    }
    return all_arrived;
}

/// All requesters, one segment of one territory after the other: the same luck for each product.
void refresh(World& world, const sim::Values& values, const sim::Stream& draws) {
    Requesters& requesters = world.requesters;
    std::array<Goods, n_products> goods_of;
    std::array<Rates, n_products> rates;
    for (std::size_t k = 0; k < n_products; ++k) {
        goods_of[k] = goods(Product(k), values);
        rates[k] = {.wanted = 0,
                    .wear = static_cast<float>(1 / goods_of[k].lifetime),
                    .refill = refill_share(requesters.latent[k],
                                           goods_of[k].offered * world.country_share)};
    }
    sim::WordsInRows luck(draws, requesters.size);
    for (std::size_t block = 0; block + 1 < requesters.segment_begin.size(); ++block) {
        const std::size_t t = block / segments.size();
        const auto segment = static_cast<Segment>(block % segments.size());
        const bool job = segment == Segment::public_job;
        const double felt = job ? values[public_jobs] : world.territories.salience[t];
        const auto some = [&](std::size_t first, std::size_t count) {
            for (std::size_t k = 0; k < n_products; ++k) {
                if (!requesters::uses(segment, Product(k)))
                    continue;
                rates[k].wanted = static_cast<float>(felt * goods_of[k].per_staff);
                world.today.industry(Eigen::Index(t), Eigen::Index(k)) +=
                    refresh(rates[k], &requesters.staff[first], luck.from(first), count,
                            &requesters.held[k][first], &requesters.latent[k][first]);
            }
        };
        sim::for_each_chunk(requesters.segment_begin[block], requesters.segment_begin[block + 1],
                            some);
    }
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
    refresh(world, values, today.stream(name));
}

}  // namespace models::need
