#pragma once

#include <sim/catalog.hpp>
#include <sim/scenario.hpp>
#include <sim/stream.hpp>
#include <sim/values.hpp>

#include <functional>
#include <initializer_list>
#include <string_view>
#include <variant>
#include <vector>

/// The order of a day: a list of mechanisms, each a plain function of world, values and date.
namespace sim {

/// Which day of which run it is, and which part of it; the door to the random draws of that time.
struct Today {
    int day;  ///< 0 on the first day
    Date date;
    RunAddress run;
    int substep = 0;     ///< 0 … n_substeps - 1
    int n_substeps = 1;  ///< of the mechanism that acts; 1 if it acts once a day

    /// All draws of one process now. The name alone gives the address: a new process disturbs
    /// none.
    Stream stream(std::string_view process) const {
        return Stream(run, process, static_cast<std::uint32_t>(day * n_substeps + substep));
    }

    /// A rate a day as a rate a sub-step.
    double per_substep(double rate) const { return rate / n_substeps; }
    bool last_substep() const { return substep + 1 == n_substeps; }
};

/// What an event hands to the act it names; an argument not given has its initial value.
class Arguments {
  public:
    explicit Arguments(const std::vector<Setting>& given) : given_(&given) {}

    double operator[](const Parameter<double>& argument) const {
        const Value* value = find(argument.key);
        if (!value)
            return argument.initial;
        if (const auto* whole = std::get_if<std::int64_t>(value))
            return static_cast<double>(*whole);
        return std::get<double>(*value);
    }

    /// Index of the chosen option.
    std::size_t operator[](const Parameter<Choice>& argument) const {
        const Value* value = find(argument.key);
        const std::string_view chosen = value ? std::get<std::string>(*value) : argument.initial;
        std::size_t option = 0;
        while (argument.options[option] != chosen)
            ++option;
        return option;
    }

  private:
    const Value* find(std::string_view key) const {
        for (const Setting& setting : *given_)
            if (setting.key == key)
                return &setting.value;
        return nullptr;
    }

    const std::vector<Setting>* given_;
};

/// Something that happens once, on the day of the event that names it.
template <class World>
struct Act {
    std::string_view name;  ///< "mechanism.verb"
    std::string_view meaning;
    std::vector<AnyParameter> arguments;
    void (*apply)(World&, const Values&, const Arguments&, const Today&);
};

/// One mechanism of the model: one page, one step a day or a sub-step.
template <class World>
struct Mechanism {
    std::string_view name;
    std::string_view summary;
    std::vector<AnyParameter> parameters;
    std::vector<Act<World>> acts = {};
    void (*step)(World&, const Values&, const Today&);
    bool in_substeps = false;  ///< acts as often a day as calendar.substeps says

    /// All that it does in a day.
    void run_day(World& world, const Values& values, Today today) const {
        if (in_substeps)
            today.n_substeps = static_cast<int>(values[calendar::substeps]);
        for (; today.substep < today.n_substeps; ++today.substep)
            step(world, values, today);
    }

    Section section() const {
        std::vector<ActInfo> infos;
        for (const Act<World>& act : acts)
            infos.push_back({std::string(act.name), std::string(act.meaning), act.arguments});
        return {.name = std::string(name),
                .summary = std::string(summary),
                .parameters = parameters,
                .acts = infos,
                .can_be_off = true};
    }
};

/// What is called during a day after each phase, with its name, whether it is on or off.
using AfterPhase = std::function<void(std::string_view phase)>;

/// Mechanisms in the order in which they act each day.
template <class World>
class Schedule {
  public:
    Schedule(std::initializer_list<Mechanism<World>> phases) : phases_(phases) {}

    const std::vector<Mechanism<World>>& phases() const { return phases_; }

    /// The day's acts come first, then every mechanism that is on, in order.
    void run_day(World& world, const Scenario& scenario, const Values& values, const Today& today,
                 const AfterPhase& after = {}) const {
        perform_acts(world, scenario, values, today);
        for (const Mechanism<World>& phase : phases_) {
            if (values.on(phase.name))
                phase.run_day(world, values, today);
            if (after)
                after(phase.name);
        }
    }

    /// What the day's events do once.
    void perform_acts(World& world, const Scenario& scenario, const Values& values,
                      const Today& today) const {
        for (const Event& event : scenario.events())
            if (event.date == today.date && !event.act.empty())
                perform(world, event, values, today);
    }

  private:
    void perform(World& world, const Event& event, const Values& values, const Today& today) const {
        for (const Mechanism<World>& phase : phases_)
            for (const Act<World>& act : phase.acts)
                if (act.name == event.act && values.on(phase.name))
                    act.apply(world, values, Arguments(event.with), today);
    }

    std::vector<Mechanism<World>> phases_;
};

}  // namespace sim
