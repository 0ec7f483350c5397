#include "describe.hpp"

#include <models/build_info.hpp>
#include <models/day.hpp>
#include <models/past.hpp>
#include <models/simulation.hpp>
#include <sim/error.hpp>
#include <sim/scenario_file.hpp>

#include <emscripten/bind.h>
#include <emscripten/val.h>

#include <algorithm>
#include <atomic>
#include <exception>
#include <list>
#include <new>
#include <string>

/// The engine as functions of JavaScript; README.md beside this says what they take and give.
/// They only translate. What describes something is text in JSON, numbers are Float64Arrays of
/// their own, which a worker can hand over without a copy.
namespace web {
namespace {

using emscripten::val;

/// Where the module keeps the bundled scenarios.
const sim::Folders folders{"/scenarios"};

/// The scenarios that were asked for last: a page asks for the same one again and again.
class Recent {
  public:
    const sim::Scenario& parsed(const std::string& toml, const std::string& source) {
        const auto found = std::find_if(entries_.begin(), entries_.end(), [&](const Entry& entry) {
            return entry.toml == toml && entry.source == source;
        });
        if (found != entries_.end())
            entries_.splice(entries_.begin(), entries_, found);
        else
            entries_.push_front(
                {toml, source, sim::parse_scenario(toml, source, models::catalog(), folders)});
        if (entries_.size() > most)
            entries_.pop_back();
        return entries_.front().scenario;
    }

  private:
    static constexpr std::size_t most = 16;
    struct Entry {
        std::string toml, source;
        sim::Scenario scenario;
    };
    std::list<Entry> entries_;
};

const sim::Scenario& parsed(const std::string& toml, const std::string& source) {
    static Recent recent;
    return recent.parsed(toml, source);
}

/// { value }: what `make` returns. Or { error } for errors.js to throw: named InputError with the
/// engine's sentence if the user can mend it. Thrown from here, embind would not free its
/// arguments.
template <class Make>
val translated(const Make& make) {
    val answer = val::object();
    const auto failed = [&answer](const char* name, const char* message) {
        val error = val::object();
        error.set("name", std::string(name));
        error.set("message", std::string(message));
        answer.set("error", error);
    };
    try {
        answer.set("value", make());
    } catch (const sim::InputError& error) {
        failed("InputError", error.what());
    } catch (const std::bad_alloc&) {
        failed("RangeError", "there is not enough memory for this scenario");
    } catch (const std::exception& error) {
        failed("InternalError", error.what());
    }
    return answer;
}

val json(const val& object) { return val::global("JSON").call<val>("stringify", object); }

/// A copy that belongs to JavaScript.
val numbers(const double* first, std::size_t size) {
    return val(emscripten::typed_memory_view(size, first)).call<val>("slice");
}

val about() {
    return translated([] {
        val out = val::object();
        out.set("version", std::string(models::version()));
        out.set("revision", std::string(models::revision()));
        out.set("compiler", std::string(models::compiler()));
        return json(out);
    });
}

val catalog() {
    return translated([] { return json(described(*models::catalog())); });
}

val scenario_names() {
    return translated([] {
        val out = val::array();
        for (const std::string& name : sim::scenario_names(folders))
            out.call<void>("push", name);
        return json(out);
    });
}

val describe(const std::string& toml, const std::string& source) {
    return translated([&] { return json(described(parsed(toml, source))); });
}

val describe_bundled(const std::string& name) {
    return translated(
        [&] { return json(described(sim::load_scenario(name, models::catalog(), folders))); });
}

val layout(const std::string& toml, const std::string& source) {
    return translated([&] { return json(described(models::layout(parsed(toml, source), true))); });
}

val check(const std::string& toml, const std::string& source) {
    return translated([&] {
        models::check(parsed(toml, source));
        return val::undefined();
    });
}

val series(const sim::Recording& recording, const std::vector<std::string>& names,
           const sim::Layout& layout) {
    val out = val::array();
    const auto push = [&](const sim::SeriesArray& array) {
        out.call<void>("push", numbers(array.data(), static_cast<std::size_t>(array.size())));
    };
    if (names.empty())
        for (const sim::SeriesArray& array : recording.series)
            push(array);
    for (const std::string& name : names)
        for (std::size_t o = 0; o < layout.observables.size(); ++o)
            if (layout.observables[o].name == name)
                push(recording.series[o]);
    return out;
}

val listings(const sim::Recording& recording) {
    val out = val::array();
    for (const sim::Listing& listing : recording.listings) {
        val columns = val::array();
        for (const std::vector<double>& column : listing.columns)
            columns.call<void>("push", numbers(column.data(), column.size()));
        out.call<void>("push", columns);
    }
    return out;
}

val run(const std::string& toml, const std::string& source, double seed, std::uint32_t replicate,
        const val& series_names, bool with_listings) {
    return translated([&] {
        const sim::Scenario& scenario = parsed(toml, source);
        const auto names = emscripten::vecFromJSArray<std::string>(series_names);
        const std::atomic<bool> stop = false;
        const sim::Recording recording = models::simulate(
            scenario, {static_cast<std::uint64_t>(seed), replicate}, stop, with_listings, names);
        val out = val::object();
        out.set("series", series(recording, names, models::layout(scenario, false, names)));
        out.set("listings", listings(recording));
        return out;
    });
}

val first_difference(const std::string& one, const std::string& other) {
    return translated([&] {
        const auto parted = models::first_difference(parsed(one, "one"), parsed(other, "other"));
        if (!parted)
            return json(val::null());
        val out = val::object();
        out.set("date", sim::iso(parted->date));
        out.set("what", parted->what);
        return json(out);
    });
}

}  // namespace
}  // namespace web

EMSCRIPTEN_BINDINGS(muster) {
    emscripten::function("engine.about", &web::about);
    emscripten::function("engine.catalog", &web::catalog);
    emscripten::function("engine.scenarioNames", &web::scenario_names);
    emscripten::function("engine.describe", &web::describe);
    emscripten::function("engine.describeBundled", &web::describe_bundled);
    emscripten::function("engine.layout", &web::layout);
    emscripten::function("engine.check", &web::check);
    emscripten::function("engine.run", &web::run);
    emscripten::function("engine.firstDifference", &web::first_difference);
}
