#include <models/listings.hpp>

#include <models/simulation.hpp>
#include <tests/models/trial.hpp>

#include <map>
#include <numeric>

namespace {

const std::atomic<bool> never{false};

/// A whole run of a small france-2020 with its listings, and the world it ends in.
struct Listed {
    sim::Scenario scenario = trial::small_bundled("france-2020");
    sim::Layout layout = models::layout(scenario, true);
    sim::Recording recording = models::simulate(scenario, {.seed = 1, .replicate = 0}, never, true);
    models::World last;

    Listed() {
        trial::Trial trial(scenario);
        trial.run(scenario.n_days());
        last = trial.world;
    }

    const std::vector<double>& operator()(const std::string& listing,
                                          const std::string& column) const {
        for (std::size_t l = 0; l < layout.listings.size(); ++l)
            for (std::size_t c = 0; c < layout.listings[l].columns.size(); ++c)
                if (layout.listings[l].name == listing &&
                    layout.listings[l].columns[c].name == column)
                    return recording.listings[l].columns[c];
        throw std::logic_error("no column " + column);
    }

    double total(const std::string& listing, const std::string& column) const {
        const auto& cells = (*this)(listing, column);
        return std::accumulate(cells.begin(), cells.end(), 0.0);
    }

    double total_of(const std::string& observable) const {
        for (std::size_t o = 0; o < layout.observables.size(); ++o)
            if (layout.observables[o].name == observable)
                return recording.series[o].sum();
        throw std::logic_error("no observable " + observable);
    }

    /// Units in all entries of this kind.
    double units(models::Happening what) const {
        double sum = 0;
        for (std::size_t i = 0; i < (*this)("events", "event").size(); ++i)
            if ((*this)("events", "event")[i] == double(models::index(what)))
                sum += (*this)("events", "units")[i];
        return sum;
    }
};

const Listed& run() {
    static const Listed listed;
    return listed;
}

}  // namespace

TEST(Listings, asking_for_them_leaves_every_series_the_same_bits) {
    const sim::Recording without =
        models::simulate(run().scenario, {.seed = 1, .replicate = 0}, never);
    EXPECT_TRUE(without.listings.empty());
    for (std::size_t o = 0; o < without.series.size(); ++o)
        EXPECT_TRUE((without.series[o] == run().recording.series[o]).all())
            << run().layout.observables[o].name;
}

TEST(Listings, everybody_has_a_row_as_she_is_on_the_last_evening) {
    const models::World& last = run().last;
    ASSERT_EQ(run()("persons", "stage").size(), last.persons.size);
    ASSERT_EQ(run()("places", "phase").size(), last.places.size);
    ASSERT_EQ(run()("requesters", "segment").size(), last.requesters.size);
    for (models::PersonId p = 0; p < last.persons.size; ++p) {
        const auto stage = last.persons.stage[p];
        EXPECT_EQ(run()("persons", "stage")[p], double(models::index(stage)));
        const bool stopped = stage == models::Stage::paused || stage == models::Stage::withdrawn;
        EXPECT_EQ(run()("persons", "reason")[p] >= 0, stopped) << p;
    }
}

// Units: made = at homes and places + sent, counted in three ways.
TEST(Listings, what_persons_and_places_made_adds_up_to_the_series) {
    const double made = run().total("persons", "made") + run().total("places", "made");
    EXPECT_GT(made, 1000);
    EXPECT_EQ(made, run().total_of("units_made"));
    EXPECT_EQ(made, run().total("persons", "stock") + run().total("places", "stock") +
                        run().units(models::Happening::sent));
}

TEST(Listings, the_log_adds_up_to_the_series) {
    using enum models::Happening;
    EXPECT_EQ(run().units(ordered), run().total_of("demand_expressed"));
    EXPECT_EQ(run().units(accepted), run().total_of("units_delivered"));
    EXPECT_EQ(run().units(refused), run().total_of("units_rejected"));
    EXPECT_GT(run().units(gave_up), 0);
}

TEST(Listings, who_withdrew_when_and_why_adds_up_to_the_series) {
    Eigen::ArrayXd by_reason = Eigen::ArrayXd::Zero(models::reasons.size());
    for (std::size_t i = 0; i < run()("events", "event").size(); ++i)
        if (run()("events", "event")[i] == double(models::index(models::Happening::withdrew)))
            by_reason(Eigen::Index(run()("events", "reason")[i])) += 1;
    EXPECT_EQ(by_reason.sum(), run().total_of("withdrawals"));
    EXPECT_GT((by_reason > 0).count(), 2);
}

TEST(Listings, each_parcel_answers_an_order_and_arrives_at_most_once) {
    std::map<std::pair<double, double>, double> ordered, under_way;
    for (std::size_t i = 0; i < run()("events", "event").size(); ++i) {
        const auto what = models::Happening(int(run()("events", "event")[i]));
        const double requester = run()("events", "requester")[i];
        const double units = run()("events", "units")[i];
        const std::pair order{requester, run()("events", "order")[i]};
        const std::pair parcel{requester, run()("events", "parcel")[i]};
        if (what == models::Happening::ordered) {
            ordered[order] = units;
        } else if (what == models::Happening::sent) {
            EXPECT_LE(units, ordered.at(order));
            ordered.at(order) -= units;
            EXPECT_TRUE(under_way.emplace(parcel, units).second);
        } else if (what == models::Happening::accepted || what == models::Happening::refused) {
            EXPECT_EQ(under_way.at(parcel), units);
            under_way.erase(parcel);
        }
    }
    EXPECT_EQ(under_way.size(), run().last.shipments.size());
}

TEST(Listings, the_log_is_in_the_order_of_days) {
    const auto& days = run()("events", "date");
    EXPECT_TRUE(std::is_sorted(days.begin(), days.end()));
    EXPECT_LT(days.back(), run().scenario.n_days());
}

TEST(Listings, a_place_that_produces_began_to) {
    std::vector<double> phase(run().last.places.size, 0);
    for (std::size_t i = 0; i < run()("events", "event").size(); ++i) {
        const double what = run()("events", "event")[i];
        if (what >= double(models::index(models::Happening::closed)) &&
            what <= double(models::index(models::Happening::produces)))
            phase[std::size_t(run()("events", "unit")[i]) - run().last.persons.size] =
                what - double(models::index(models::Happening::closed));
    }
    EXPECT_EQ(phase, run()("places", "phase"));
}

TEST(Listings, ties_join_those_who_take_part_with_coordinators) {
    const auto& kinds = run()("network", "a_kind");
    ASSERT_EQ(kinds.size(), run().last.coordination.network.n_ties());
    for (std::size_t i = 0; i < kinds.size(); ++i)
        if (kinds[i] < 2)
            EXPECT_TRUE(run().last.takes_part(models::UnitId(run()("network", "a")[i])));
        else
            EXPECT_LE(run()("network", "a")[i], double(run().last.territories.size()));
}

// A mechanism that is off leaves no numbers.
TEST(Listings, columns_of_a_mechanism_that_is_off_are_missing) {
    const sim::Scenario calm = run().scenario.with_values({{"fatigue.on", false}});
    const sim::Recording recording = models::simulate(calm, {1, 0}, never, true);
    const auto& columns = run().layout.listings[0].columns;
    for (std::size_t c = 0; c < columns.size(); ++c)
        EXPECT_EQ(std::isnan(recording.listings[0].columns[c][0]), columns[c].name == "fatigue")
            << columns[c].name;
}
