#include <models/observing.hpp>

#include <models/rumor.hpp>

#include <algorithm>

namespace models::observing {
namespace {

void persons_by_rumor(const World& world, Out out) {
    const auto& begin = world.persons.territory_begin;
    for (std::size_t t = 0; t < world.territories.size(); ++t) {
        const Out in_territory = out.subspan(t * rumor::states.size(), rumor::states.size());
        in_territory[rumor::ignorant] = begin[t + 1] - begin[t];
        if (!world.rumor_started)
            continue;
        const auto state =
            std::span(world.persons.rumor).subspan(begin[t], begin[t + 1] - begin[t]);
        for (const std::uint8_t heard : {rumor::spreader, rumor::stifler}) {
            in_territory[heard] = double(std::ranges::count(state, heard));
            in_territory[rumor::ignorant] -= in_territory[heard];
        }
    }
}

void perceived_risk(const World& world, Out out) {
    const Persons& persons = world.persons;
    if (!world.rumor_started)
        return;
    for (std::size_t t = 0; t < out.size(); ++t) {
        std::int64_t n_aware = 0;
        for (PersonId p = persons.territory_begin[t]; p < persons.territory_begin[t + 1]; ++p) {
            const bool aware = persons.stage[p] != Stage::unaware;
            out[t] += aware ? persons.risk[p] : 0.0f;
            n_aware += aware;
        }
        out[t] /= static_cast<double>(std::max<std::int64_t>(n_aware, 1));
    }
}

/// Mean of a column over those at work; 0 where its mechanism is off.
void mean_at_work(const World& world, const std::vector<float>& column, Out out) {
    if (column.empty())
        return;
    for_each_at_work(world.persons,
                     [&](PersonId p) { out[world.persons.territory[p]] += column[p]; });
    for (std::size_t t = 0; t < out.size(); ++t)
        out[t] /= std::max(double(world.n_at_work(t)), 1.0);
}

/// Of the collective of each territory; 0 before it is founded.
void collective_health(const World& world, Out out) {
    for (std::size_t c = 1; c < world.collectives.size(); ++c)
        out[c - 1] = world.collectives.health[c];
}

void lab_health(const World& world, Out out) {
    const Places& places = world.places;
    std::vector<double> n(out.size());
    for (std::uint32_t i = 0; i < places.size; ++i)
        if (places.kind[i] != Kind::small_firm) {
            out[places.territory[i]] += places.health[i];
            n[places.territory[i]] += 1;
        }
    for (std::size_t t = 0; t < n.size(); ++t)
        out[t] /= std::max(n[t], 1.0);
}

double certificates(const World& world) {
    double held = 0;
    for (const Certificates* some : {&world.places.certificates, &world.collectives.certificates})
        held += double(std::count(some->held.begin(), some->held.end(), 1));
    return held;
}

}  // namespace

std::vector<Observable> of_people() {
    const std::vector<std::string> by_territory{"territory"};
    return {
        {{"persons", "person", "Persons by stage", {"territory", "stage"}, Timing::stock},
         [](const World& w, Out out) { copy(w.by_stage, out); }},
        {{"withdrawals",
          "person/day",
          "Persons who withdrew, by reason",
          {"territory", "reason"},
          Timing::flow},
         [](const World& w, Out out) { copy(w.today.withdrawals, out); }},
        {{"returns", "person/day", "Persons open again after withdrawal", by_territory,
          Timing::flow},
         [](const World& w, Out out) { copy(w.today.returns, out); }},
        {{"joins", "person/day", "Persons who engaged", by_territory, Timing::flow},
         [](const World& w, Out out) { copy(w.today.joins, out); }},
        {{"rumor",
          "person",
          "Persons by what they do with the text: have not heard of it, tell it, tell it no more",
          {"territory", "state"},
          Timing::stock},
         persons_by_rumor},
        {{"perceived_risk", "1", "Mean perceived legal risk of those aware", by_territory,
          Timing::stock},
         perceived_risk},
        {{"norm_salience", "1", "Salience of the norm debate", {}, Timing::stock},
         [](const World& w, Out out) { out[0] = w.norm_salience; }},
        {{"norm_regime", "1", "Number of the regime of norms, from 0", {}, Timing::stock},
         [](const World& w, Out out) { out[0] = double(w.norm.regime); }},
        {{"norm_certificates",
          "certificate",
          "Certificates held by places and collectives",
          {},
          Timing::stock},
         [](const World& w, Out out) { out[0] = certificates(w); }},
        {{"national_health",
          "1",
          "Health of the national collective, 0 before it is founded",
          {},
          Timing::stock},
         [](const World& w, Out out) {
             out[0] = w.collectives.size() ? double(w.collectives.health[0]) : 0;
         }},
        {{"collective_health", "1",
          "Health of the collective of a territory, 0 before it is founded", by_territory,
          Timing::stock},
         collective_health},
        {{"lab_health", "1", "Mean health of labs", by_territory, Timing::stock}, lab_health},
        {{"support", "1", "Mean support by structures of those at work", by_territory,
          Timing::stock},
         [](const World& w, Out out) { mean_at_work(w, w.persons.support, out); }},
        {{"fatigue", "1", "Mean fatigue of those at work", by_territory, Timing::stock},
         [](const World& w, Out out) { mean_at_work(w, w.persons.fatigue, out); }},
        {{"press", "1", "Attention of the press", by_territory, Timing::stock},
         [](const World& w, Out out) { std::ranges::copy(w.territories.press, out.begin()); }},
    };
}

}  // namespace models::observing
