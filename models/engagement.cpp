#include <models/engagement.hpp>

#include <sim/error.hpp>

namespace models::engagement {
namespace {

struct Move {
    PersonId person;
    Stage to;
    Reason reason = Reason::other;  ///< of a withdrawal, or of a pause
};

/// The term of pull that lost most since she engaged.
Reason what_broke_it(const Persons& persons, const pull::Pull& pull, PersonId p) {
    const auto now = pull.terms(p);
    float most = 0;
    Reason reason = Reason::other;
    for (std::size_t term = 0; term < now.size(); ++term) {
        const float lost = persons.pull_at_entry[p][term] - now[term];
        if (lost > most) {
            most = lost;
            reason = pull::reason_of[term];
        }
    }
    return reason;
}

/// Where a person goes whose chance came true; her own hazard, which comes first, needs no reason.
Move moved(const Persons& persons, const pull::Pull& pull, PersonId p, bool of_herself) {
    if (persons.stage[p] == Stage::aware)
        return {p, Stage::engaged};
    if (persons.stage[p] == Stage::withdrawn)
        return {p, Stage::aware};
    return {p, Stage::withdrawn, of_herself ? Reason::other : what_broke_it(persons, pull, p)};
}

/// People's own chances to stop now.
class OwnHazard {
  public:
    OwnHazard(const Persons& persons, const sim::Values& values, const sim::Today& today)
        : persons_(persons), day_(today.day), shape_(values[duration_dependence]),
          times_(static_cast<float>(today.per_substep(values[hazard_ratio]))) {}

    /// That of somebody who is engaged.
    float of(PersonId p) const {
        const float usual = persons_.exit_hazard[p];
        const float now = shape_ == 1 ? usual : after_days(usual, day_ - persons_.engaged_on[p]);
        return std::min(1.0f, now * times_);
    }

  private:
    float after_days(float on_first_day, int t) const {
        return static_cast<float>(weibull_hazard(on_first_day, shape_, std::max(t, 1)));
    }

    const Persons& persons_;
    int day_;
    double shape_;
    float times_;
};

/// Somebody who may change her stage now, if her luck is below her chance.
struct Open {
    PersonId person;
    float luck;
};

/// Those who may change their stage. Most are aware and far from enough pull, which is cheap to
/// see: neither their luck nor their pull is computed.
std::vector<Open> who_may_move(const Persons& persons, const Chances& chances,
                               const sim::Stream& draws, const pull::Pull& pull) {
    std::vector<Open> all;
    const bool join_anyway = chances.join_anyway > 0 || chances.scale > 0;
    const std::uint8_t return_some = chances.back > 0;
    const float most_join = chances.most(Stage::aware, 0);
    sim::Chunk<std::uint8_t> open{};
    sim::for_each_chunk(persons.size, [&](std::size_t first, std::size_t count) {
        const Stage* stage = persons.stage.data() + first;
        for (std::size_t i = 0; i < count; ++i)
            open[i] = stage[i] == Stage::aware;
        if (!join_anyway)
            pull.unmark_far(first, count, open);
        for (std::size_t i = 0; i < count; ++i)
            open[i] |=
                (stage[i] == Stage::engaged) | ((stage[i] == Stage::withdrawn) & return_some);
        const auto all_luck = [](std::size_t) { return 1.0f; };
        sim::for_each_lucky(draws, first, open, count, all_luck, [&](std::size_t i, float luck) {
            if (stage[i] != Stage::aware || luck < most_join)
                all.push_back({static_cast<PersonId>(first + i), luck});
        });
    });
    return all;
}

/// Those whose chance comes true now.
void reconsider(const World& world, const sim::Values& values, const sim::Today& today,
                const pull::Pull& pull, std::vector<Move>& moves) {
    const Persons& persons = world.persons;
    const Chances chances(values, today.n_substeps);
    const OwnHazard own(persons, values, today);
    const auto decide = [&](const Open& it) {
        const Stage stage = persons.stage[it.person];
        const float hazard = stage == Stage::engaged ? own.of(it.person) : 0;
        if (it.luck < chances.most(stage, hazard) &&
            it.luck < chances.now(stage, pull.surplus(it.person), hazard))
            moves.push_back(moved(persons, pull, it.person, it.luck < hazard));
    };
    const std::vector<Open> open = who_may_move(persons, chances, today.stream(name), pull);
    const float lucky = chances.most(Stage::engaged, 0);  // others' pull is hardly ever asked for
    sim::for_each_ahead(open, decide, [&](const Open& it) {
        sim::prefetch(persons.exit_hazard, it.person);
        if (it.luck < lucky) {
            pull.prefetch(it.person);
            sim::prefetch(persons.pull_at_entry, it.person);
        }
    });
}

/// Those who must wait for material or demand, and those who waited too long; no luck in it.
void pause_or_resume(Persons& persons, const sim::Values& values, std::vector<Move>& moves) {
    const auto shelf = static_cast<std::uint32_t>(values[full_shelf]);
    const std::int64_t idle = values[idle_limit];
    const std::int64_t too_long = values[patience];
    const auto look_at = [&](PersonId p) {
        const bool no_demand = persons.stock[p] >= shelf;
        const bool waits = no_demand || persons.idle_days[p] >= idle;
        const Reason why = no_demand ? Reason::no_demand : Reason::no_material;
        if (persons.stage[p] == Stage::paused && !waits)
            moves.push_back({p, Stage::engaged});
        else if (persons.stage[p] == Stage::paused && ++persons.paused_days[p] >= too_long)
            moves.push_back({p, Stage::withdrawn, persons.reason[p]});
        else if (persons.stage[p] == Stage::engaged && waits)
            moves.push_back({p, Stage::paused, why});
    };
    for_each_at_work(persons, look_at, persons.stock, persons.idle_days);
}

constexpr Happening happening(Stage from, Stage to) {
    return to == Stage::withdrawn  ? Happening::withdrew
           : to == Stage::paused   ? Happening::paused
           : to == Stage::aware    ? Happening::open_again
           : from == Stage::paused ? Happening::resumed
                                   : Happening::engaged;
}

/// Writes a decision down, and what the person will remember of it.
void apply(World& world, const pull::Pull& pull, const Move& move, int day) {
    Persons& persons = world.persons;
    const PersonId p = move.person;
    const Stage from = persons.stage[p];
    const TerritoryId t = persons.territory[p];
    if (from == Stage::withdrawn)
        world.today.returns(t, 0) += 1;
    if (move.to == Stage::withdrawn)
        world.today.withdrawals(t, Eigen::Index(index(move.reason))) += 1;
    if (move.to == Stage::engaged && from != Stage::paused) {
        world.today.joins(t, 0) += 1;
        persons.engaged_on[p] = static_cast<std::int16_t>(day);
        persons.pull_at_entry[p] = pull.terms(p);
    }
    const bool stops = move.to == Stage::paused || move.to == Stage::withdrawn;
    if (stops)
        persons.reason[p] = move.reason;
    if (move.to == Stage::paused)
        persons.paused_days[p] = 0;
    world.note({.what = happening(from, move.to),
                .unit = p,
                .reason = stops ? int(index(move.reason)) : int(LogEntry::none)});
    world.move(p, move.to);
}

/// Whether anybody ever goes from one stage to the other.
constexpr bool leads(Stage from, Stage to) {
    switch (to) {
    case Stage::unaware:
        return false;
    case Stage::aware:
        return from == Stage::unaware || from == Stage::withdrawn;
    case Stage::engaged:
        return from != Stage::withdrawn;
    case Stage::paused:
        return from == Stage::engaged;
    case Stage::withdrawn:
        return from == Stage::engaged || from == Stage::paused;
    }
    return false;
}

void check_move(const World& world, PersonId p, Stage to) {
    if (p >= world.persons.size)
        throw sim::InputError(sim::text("there is no person ", p,
                                        "; allowed are whole numbers from 0 to ",
                                        world.persons.size - 1));
    const Stage from = world.persons.stage[p];
    if (from != to && !leads(from, to))
        throw sim::InputError(sim::text("person ", p, " is ", stages[index(from)],
                                        " and cannot become ", stages[index(to)]));
}

}  // namespace

void move(World& world, const sim::Values& values, std::span<const PersonId> movers, Stage to,
          Reason reason, int day) {
    if (!values.on(name) || (to == Stage::paused && !values.on("supply")))
        throw sim::InputError(sim::text("nobody can become ", stages[index(to)], " while ",
                                        values.on(name) ? "supply" : name, " is off"));
    for (const PersonId p : movers)
        check_move(world, p, to);
    const pull::Pull pull(world, values);
    for (const PersonId p : movers) {
        const Stage from = world.persons.stage[p];
        if (from == Stage::unaware && to == Stage::aware)
            world.move(p, to);
        else if (from != to)
            apply(world, pull, {p, to, reason}, day);
    }
}

void sow(World& world, const sim::Values& values) {
    for (const PersonId p : world.checked_persons(values[seeds]))
        world.move(p, Stage::engaged);
}

void recruit(World& world, const sim::Values& values, const sim::Arguments& arguments,
             const sim::Today& today) {
    Persons& persons = world.persons;
    const Process tool = tools[arguments[recruits_tool]];
    const sim::Stream luck = today.stream("engagement.recruit");
    std::vector<std::pair<std::uint32_t, PersonId>> lots;
    sim::for_each_word(luck, persons.size, 0, [&](PersonId p, std::uint32_t word) {
        if ((persons.stage[p] == Stage::unaware || persons.stage[p] == Stage::aware) &&
            persons.machines[p] > 0 && persons.process[p] == tool)
            lots.emplace_back(word, p);
    });
    const auto n = std::min(
        lots.size(), static_cast<std::size_t>(arguments[recruits] * world.country_share + 0.5));
    std::ranges::partial_sort(lots, lots.begin() + std::ptrdiff_t(n));
    const pull::Pull pull(world, values);
    const auto skill = static_cast<float>(arguments[recruits_skill]);
    for (std::size_t i = 0; i < n; ++i) {
        const PersonId p = lots[i].second;
        persons.skill[p] = std::max(persons.skill[p], skill);
        apply(world, pull, {p, Stage::engaged}, today.day);
    }
}

void step(World& world, const sim::Values& values, const sim::Today& today) {
    Persons& persons = world.persons;
    const pull::Pull pull(world, values);
    std::vector<Move> moves;
    reconsider(world, values, today, pull, moves);
    if (today.last_substep() && !persons.paused_days.empty())
        pause_or_resume(persons, values, moves);
    const auto decided = [&](const Move& move) {
        // Who has just left does not also pause.
        if (persons.stage[move.person] != Stage::withdrawn || move.to == Stage::aware)
            apply(world, pull, move, today.day);
    };
    sim::for_each_ahead(moves, decided,
                        [&](const Move& move) { world.acquaintance.prefetch(move.person); });
}

}  // namespace models::engagement
