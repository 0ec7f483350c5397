#include <models/pull.hpp>

namespace models::pull {

Pull::Pull(const World& world, const sim::Values& values)
    : world_(world), signal_(static_cast<PeerSignal>(values[peers_as])),
      peers_(static_cast<float>(values[peers])), need_(static_cast<float>(values[need])),
      recognition_(static_cast<float>(values[recognition])),
      fear_(static_cast<float>(values[fear] * (1 - values[cover]))),
      fatigue_(static_cast<float>(values[fatigue])), cost_(static_cast<float>(values[cost])),
      time_lost_(static_cast<float>(values[time] * (1 - values[free_time]))) {
    // A mechanism that is off has left its columns empty: its term is 0.
    const Persons& persons = world.persons;
    recognition_ = persons.recognition.empty() ? 0 : recognition_;
    fear_ = world.rumor_started ? fear_ : 0;
    fatigue_ = persons.fatigue.empty() ? 0 : fatigue_;
    cost_ = persons.spent.empty() ? 0 : cost_;
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

/// One place that says what each term is; visit(term, weight, value of a person).
template <class Visit>
void Pull::for_each_term(Visit visit) const {
    const Persons& persons = world_.persons;
    if (need_ != 0)
        visit(need_term, [&](std::size_t p) {
            return need_felt_[2u * persons.territory[p] + persons.knows_carer[p]];
        });
    if (recognition_ != 0)
        visit(recognition_term,
              [&](std::size_t p) { return recognition_ * persons.recognition[p]; });
    if (fear_ != 0)
        visit(fear_term,
              [&](std::size_t p) { return -fear_ * persons.risk[p] * (1 - persons.tolerance[p]); });
    if (fatigue_ != 0)
        visit(fatigue_term, [&](std::size_t p) { return -fatigue_ * persons.fatigue[p]; });
    if (cost_ != 0)
        visit(cost_term, [&](std::size_t p) {
            return -cost_ * static_cast<float>(persons.spent[p]) /
                   static_cast<float>(std::max(persons.budget[p], 1));
        });
    if (time_lost_ != 0)
        visit(time_term, [&](std::size_t) { return -time_lost_; });
}

void Pull::add_peers(std::size_t first, std::size_t count, sim::Chunk<float>& out) const {
    const std::uint16_t* engaged = world_.persons.engaged_contacts.data() + first;
    const std::uint16_t* contacts = world_.persons.contacts.data() + first;
    if (signal_ == PeerSignal::share_of_contacts)
        // Somebody without contacts sees nobody engaged: 0 / 1.
        for (std::size_t i = 0; i < count; ++i)
            out[i] += peers_ * (static_cast<float>(engaged[i]) /
                                static_cast<float>(std::max<int>(contacts[i], 1)));
    else if (signal_ == PeerSignal::count_of_contacts)
        for (std::size_t i = 0; i < count; ++i)
            out[i] += peers_ * static_cast<float>(engaged[i]);
    else
        for (std::size_t i = 0; i < count; ++i)
            out[i] += peers_ * population_share_;
}

void Pull::surplus(std::size_t first, std::size_t count, sim::Chunk<float>& out) const {
    std::fill_n(out.begin(), count, 0.0f);
    if (peers_ != 0)
        add_peers(first, count, out);
    for_each_term([&](Term, auto value) {
        for (std::size_t i = 0; i < count; ++i)
            out[i] += value(first + i);
    });
    const float* threshold = world_.persons.threshold.data() + first;
    for (std::size_t i = 0; i < count; ++i)
        out[i] -= threshold[i];
}

std::array<float, 6> Pull::terms(PersonId person) const {
    std::array<float, 6> values{};
    for_each_term([&](Term term, auto value) { values[term] = value(person); });
    return values;
}

}  // namespace models::pull
