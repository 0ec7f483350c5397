#include <models/pull.hpp>

namespace models::pull {

Pull::Pull(const World& world, const sim::Values& values)
    : world_(world), signal_(static_cast<PeerSignal>(values[peers_as])),
      peers_(static_cast<float>(values[peers])), need_(static_cast<float>(values[need])),
      recognition_(static_cast<float>(values[recognition])),
      fear_(static_cast<float>(values[fear])), cover_(static_cast<float>(values[cover])),
      fatigue_(static_cast<float>(values[fatigue])), cost_(static_cast<float>(values[cost])),
      time_lost_(static_cast<float>(values[time] * (1 - values[free_time]))),
      support_(static_cast<float>(values[support])) {
    // A mechanism that is off has left its columns empty: its term is 0.
    const Persons& persons = world.persons;
    recognition_ = persons.recognition.empty() ? 0 : recognition_;
    fear_ = world.rumor_started ? fear_ : 0;
    fatigue_ = persons.fatigue.empty() ? 0 : fatigue_;
    cost_ = persons.spent.empty() ? 0 : cost_;
    if (persons.support.empty())
        support_ = cover_ = 0;
    if (!values.on("need"))
        need_ = 0;
    for (std::size_t t = 0; t < world.territories.size(); ++t) {
        const auto salience = static_cast<float>(world.territories.salience[t]);
        need_felt_.push_back(need_ * salience * static_cast<float>(world.territories.press[t]));
        need_felt_.push_back(need_ * salience);
    }
    std::int64_t engaged = 0;
    for (Eigen::Index t = 0; t < world.by_stage.rows(); ++t)
        engaged += world.by_stage(t, Eigen::Index(index(Stage::engaged)));
    population_share_ = static_cast<float>(engaged) / static_cast<float>(persons.size);
}

/// One place that says what each term after peers and need is; visit(term, value of a person).
template <class Visit>
void Pull::for_each_term(Visit visit) const {
    const Persons& persons = world_.persons;
    if (recognition_ != 0)
        visit(recognition_term,
              [&](std::size_t p) { return recognition_ * persons.recognition[p]; });
    if (fear_ != 0 && cover_ == 0)
        visit(fear_term,
              [&](std::size_t p) { return -fear_ * persons.risk[p] * (1 - persons.tolerance[p]); });
    else if (fear_ != 0)
        visit(fear_term, [&](std::size_t p) {
            return -fear_ * persons.risk[p] * (1 - persons.tolerance[p]) *
                   (1 - cover_ * persons.support[p]);
        });
    if (fatigue_ != 0)
        visit(fatigue_term, [&](std::size_t p) { return -fatigue_ * persons.fatigue[p]; });
    if (cost_ != 0)
        visit(cost_term, [&](std::size_t p) {
            return -cost_ * static_cast<float>(persons.spent[p]) /
                   static_cast<float>(std::max(persons.budget[p], 1));
        });
    if (time_lost_ != 0)
        visit(time_term, [&](std::size_t) { return -time_lost_; });
    if (support_ != 0)
        visit(support_term, [&](std::size_t p) { return support_ * persons.support[p]; });
}

/// What engaged others add; visit(value of a person). It holds all that it looks at: so a loop over
/// many persons becomes vector code.
template <class Visit>
void Pull::for_peers(Visit visit) const {
    const std::uint16_t* contacts = world_.persons.contacts.data();
    const std::uint16_t* engaged = world_.persons.engaged_contacts.data();
    const float weight = peers_, of_all = peers_ * population_share_;
    if (signal_ == PeerSignal::share_of_contacts)
        // Somebody without contacts sees nobody engaged: 0 / 1.
        visit([=](std::size_t p) {
            return weight * (static_cast<float>(engaged[p]) /
                             static_cast<float>(std::max<int>(contacts[p], 1)));
        });
    else if (signal_ == PeerSignal::count_of_contacts)
        visit([=](std::size_t p) { return weight * static_cast<float>(engaged[p]); });
    else
        visit([=](std::size_t) { return of_all; });
}

void Pull::prefetch(PersonId person) const {
    const Persons& persons = world_.persons;
    sim::prefetch(persons.recognition, person);
    sim::prefetch(persons.fatigue, person);
    sim::prefetch(persons.spent, person);
    sim::prefetch(persons.budget, person);
    sim::prefetch(persons.support, person);
    sim::prefetch(&persons.threshold[person]);
    if (fear_ != 0) {
        sim::prefetch(persons.risk, person);
        sim::prefetch(persons.tolerance, person);
    }
}

/// Pull minus threshold of a person, with those terms after peers and need that count.
template <class Counts>
float Pull::sum(PersonId person, Counts counts) const {
    const Persons& persons = world_.persons;
    float pull = 0;
    const auto add = [&](auto value) { pull += value(person); };
    if (peers_ != 0)
        for_peers(add);
    if (need_ != 0)
        pull += need_felt_[2u * persons.territory[person] + persons.knows_carer[person]];
    for_each_term([&](Term term, auto value) {
        if (counts(term))
            add(value);
    });
    return pull - persons.threshold[person];
}

float Pull::surplus(PersonId person) const {
    return sum(person, [](Term) { return true; });
}

/// The same sum, in the same order, first with each term at its most: all are shares times a
/// weight. As rounding keeps the order of numbers, no person's surplus is greater. Territory by
/// territory: so it becomes vector code. Then, for the few who are left, without the terms that
/// differ by person and only take away, which is still no less.
void Pull::unmark_far(std::size_t first, std::size_t count, sim::Chunk<std::uint8_t>& marks) const {
    const Persons& persons = world_.persons;
    const float* threshold = persons.threshold.data();
    const float thanked = recognition_, lost = time_lost_, supported = support_;
    const auto look = [&](auto seen) {
        for (std::size_t p = first; p < first + count;) {
            const std::size_t t = persons.territory[p];
            const std::size_t end =
                std::min<std::size_t>(first + count, persons.territory_begin[t + 1]);
            const float felt = std::max(need_felt_[2 * t], need_felt_[2 * t + 1]);
            for (; p < end; ++p)
                marks[p - first] &= seen(p) + felt + thanked - lost + supported - threshold[p] >= 0;
        }
    };
    if (peers_ != 0)
        for_peers(look);
    else
        look([](std::size_t) { return 0.0f; });
    sim::for_each_marked(marks, count, [&](std::size_t i) {
        marks[i] = sum(static_cast<PersonId>(first + i), [](Term term) {
                       return term == recognition_term || term == time_term || term == support_term;
                   }) >= 0;
    });
}

std::array<float, n_terms> Pull::terms(PersonId person) const {
    const Persons& persons = world_.persons;
    std::array<float, n_terms> values{};
    if (need_ != 0)
        values[need_term] =
            need_felt_[2u * persons.territory[person] + persons.knows_carer[person]];
    for_each_term([&](Term term, auto value) { values[term] = value(person); });
    return values;
}

}  // namespace models::pull
