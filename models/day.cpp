#include <models/day.hpp>

#include <models/acquaintance.hpp>
#include <models/awareness.hpp>
#include <models/coordination.hpp>
#include <models/delivery.hpp>
#include <models/demand.hpp>
#include <models/design.hpp>
#include <models/engagement.hpp>
#include <models/fatigue.hpp>
#include <models/matching.hpp>
#include <models/money.hpp>
#include <models/need.hpp>
#include <models/norms.hpp>
#include <models/observables.hpp>
#include <models/population.hpp>
#include <models/press.hpp>
#include <models/production.hpp>
#include <models/recognition.hpp>
#include <models/requesters.hpp>
#include <models/rumor.hpp>
#include <models/structures.hpp>
#include <models/supply.hpp>
#include <models/ties.hpp>

namespace models {

/// Phases run one after the other; within one, every decision reads the state at its start. The
/// day's events come before all of them, observation after.
const sim::Schedule<World>& day() {
    static const sim::Schedule<World> phases{
        need::mechanism,          // what is wanted and not held
        press::mechanism,         // yesterday's deliveries make news
        awareness::mechanism,     // news of the call travels
        rumor::mechanism,         // a legal text is retold
        norms::mechanism,         // the debate grows or fades
        structures::mechanism,    // labs observe, open, produce
        coordination::mechanism,  // those who take part are tied
        engagement::mechanism,    // thresholds are met, people join, pause, leave
        design::mechanism,        // versions are explored and copied
        money::mechanism,         // pots fill and are shared out
        supply::mechanism,        // material is bought and rationed
        production::mechanism,    // visors and gowns are made
        demand::mechanism,        // requesters hear and order
        matching::mechanism,      // orders meet stock
        delivery::mechanism,      // parcels arrive
        recognition::mechanism,   // thanks encourage
        fatigue::mechanism,       // work tires
        ties::mechanism,          // working together leaves ties that last
    };
    return phases;
}

std::shared_ptr<const sim::Catalog> catalog() {
    static const std::shared_ptr<const sim::Catalog> shared = [] {
        std::vector<sim::Section> sections{population::section(), acquaintance::section(),
                                           requesters::section()};
        for (const sim::Mechanism<World>& phase : day().phases())
            sections.push_back(phase.section());
        sections.push_back(observing::section());
        return std::make_shared<const sim::Catalog>(std::move(sections));
    }();
    return shared;
}

}  // namespace models
