#include <models/world.hpp>

#include <sim/error.hpp>

#include <cmath>

namespace models {
namespace {

void tell(const sim::Network& ties, PersonId person, std::vector<std::uint16_t>& counts,
          std::int32_t change) {
    for (const std::uint32_t contact : ties.neighbors(person))
        counts[contact] = static_cast<std::uint16_t>(counts[contact] + change);
}

}  // namespace

PersonId World::checked_person(double number, const sim::Table& table, std::size_t row) const {
    if (!(number >= 0 && number < persons.size) || number != std::floor(number))
        throw sim::InputError(sim::text(table.place(row), ": there is no person ", number,
                                        "; allowed are whole numbers from 0 to ",
                                        persons.size - 1));
    return static_cast<PersonId>(number);
}

std::vector<PersonId> World::checked_persons(const sim::Table& table) const {
    std::vector<PersonId> found;
    for (std::size_t row = 0; row < table.n_rows(); ++row)
        found.push_back(checked_person(table.numbers("person")[row], table, row));
    return found;
}

bool World::approved(UnitId unit) const {
    if (!norm.asks_approval[index(product_of(unit))])
        return true;
    const std::vector<std::uint8_t>& by_collective = collectives.certificates.held;
    if (!by_collective.empty() && (by_collective[0] || by_collective[territory_of(unit) + 1u]))
        return true;
    std::uint32_t place = Persons::no_lab;
    if (!is_person(unit))
        place = unit - persons.size;
    else if (!persons.lab.empty())
        place = persons.lab[unit];
    return place != Persons::no_lab && places.certificates.held[place];
}

bool World::may_give(UnitId unit) const {
    if (norm.may_give >= 1 || approved(unit))
        return true;
    return sim::Stream(run, "norms.gift", 0).bernoulli(norm.may_give, unit);
}

void World::move(PersonId person, Stage to) {
    const Stage from = persons.stage[person];
    if (from == to)
        return;
    persons.stage[person] = to;
    persons.at_work.set(person, is_at_work(to));
    if (to == Stage::engaged)
        persons.took_part[person] = 1;
    auto counts = by_stage.row(persons.territory[person]);
    counts(Eigen::Index(index(from))) -= 1;
    counts(Eigen::Index(index(to))) += 1;
    const int engaged = (to == Stage::engaged) - (from == Stage::engaged);
    if (engaged != 0 && !persons.engaged_contacts.empty())
        tell(acquaintance, person, persons.engaged_contacts, engaged);
    if (from == Stage::unaware && !persons.informed_contacts.empty())
        tell(acquaintance, person, persons.informed_contacts, 1);
}

void World::fall_silent(PersonId person) {
    persons.silent[person] = 1;
    tell(acquaintance, person, persons.informed_contacts, -1);
}

}  // namespace models
