#include <models/listings.hpp>

#include <models/supply.hpp>

#include <algorithm>
#include <limits>
#include <type_traits>

namespace models {
namespace {

using Type = sim::ColumnInfo::Type;

/// All that can be listed on the last evening.
struct Ending {
    const World& world;
    const Log& log;
    std::vector<sim::Tie> ties;
};

struct Column {
    sim::ColumnInfo info;
    double (*read)(const Ending& end, std::size_t row);
};

struct Columns {
    std::string name, long_name;
    std::size_t (*n_rows)(const Ending& end);
    std::vector<Column> columns;
};

constexpr double missing = std::numeric_limits<double>::quiet_NaN();

/// A cell; of a mechanism that is off, whose columns are empty, it is missing.
template <class T>
double cell(const std::vector<T>& column, std::size_t row) {
    if (column.empty())
        return missing;
    if constexpr (std::is_enum_v<T>)
        return double(index(column[row]));
    else
        return double(column[row]);
}

template <auto column>
double of_person(const Ending& end, std::size_t p) {
    return cell(end.world.persons.*column, p);
}
template <auto column>
double of_place(const Ending& end, std::size_t place) {
    return cell(end.world.places.*column, place);
}
template <auto column>
double euros_of_person(const Ending& end, std::size_t p) {
    return of_person<column>(end, p) / 100;
}
template <auto column>
double euros_of_place(const Ending& end, std::size_t place) {
    return of_place<column>(end, place) / 100;
}
template <auto column>
double of_requester(const Ending& end, std::size_t r) {
    return cell(end.world.requesters.*column, r);
}
template <auto columns, Product product>
double of_product(const Ending& end, std::size_t r) {
    return cell((end.world.requesters.*columns)[index(product)], r);
}
template <auto field>
double of_entry(const Ending& end, std::size_t i) {
    return double(end.log.entries[i].*field);
}
template <std::size_t m>
double at_home(const Ending& end, std::size_t p) {
    return cell(end.world.persons.material[m], p);
}
template <std::size_t m>
double in_place(const Ending& end, std::size_t place) {
    return cell(end.world.places.material[m], place);
}

double own_number(const Ending&, std::size_t row) { return double(row); }

using Read = double (*)(const Ending&, std::size_t);

Column number(const char* name, const char* units, const char* long_name, Read read) {
    return {{name, units, long_name, Type::number}, read};
}
Column whole(const char* name, const char* units, const char* long_name, Read read) {
    return {{name, units, long_name, Type::whole}, read};
}
template <class Names>
Column label(const char* name, const char* long_name, const Names& names, Read read) {
    return {{name, "1", long_name, Type::label, {names.begin(), names.end()}}, read};
}
/// Its labels are known when the scenario is.
Column territory(Read read) { return {{"territory", "1", "Territory", Type::label}, read}; }

/// Why somebody is not at work; missing for all others.
double reason(const Ending& end, std::size_t p) {
    const Persons& persons = end.world.persons;
    const bool stopped = persons.stage[p] == Stage::paused || persons.stage[p] == Stage::withdrawn;
    return stopped ? double(index(persons.reason[p])) : missing;
}

double lab(const Ending& end, std::size_t p) {
    const Persons& persons = end.world.persons;
    return persons.lab.empty() || persons.lab[p] == Persons::no_lab
               ? double(LogEntry::none)
               : double(persons.size + persons.lab[p]);
}

Columns persons() {
    return {"persons",
            "Persons on the last evening",
            [](const Ending& end) -> std::size_t { return end.world.persons.size; },
            {whole("unit", "1", "Number of the person among units", own_number),
             territory(of_person<&Persons::territory>),
             label("process", "What her machines do", processes, of_person<&Persons::process>),
             whole("machines", "machine", "Machines; 0: she helps", of_person<&Persons::machines>),
             number("hours", "hour/day", "Free hours in lockdown", of_person<&Persons::hours>),
             number("skill", "1", "Speed of work", of_person<&Persons::skill>),
             number("threshold", "pull", "Threshold of pull", of_person<&Persons::threshold>),
             number("tolerance", "1", "Tolerance of legal risk", of_person<&Persons::tolerance>),
             number("exit_hazard", "1/day", "Own chance to stop", of_person<&Persons::exit_hazard>),
             number("budget", "EUR", "Own money for material", euros_of_person<&Persons::budget>),
             number("contacts", "person", "Acquaintances", of_person<&Persons::contacts>),
             number("knows_carer", "1", "Whether she knows a requester",
                    of_person<&Persons::knows_carer>),
             whole("lab", "1", "Number of the place she belongs to, among units; -1: none", lab),
             label("stage", "Stage", stages, of_person<&Persons::stage>),
             label("reason", "Why she paused or withdrew", reasons, reason),
             number("fatigue", "1", "Fatigue", of_person<&Persons::fatigue>),
             number("recognition", "1", "Recognition", of_person<&Persons::recognition>),
             number("risk", "1", "Perceived legal risk", of_person<&Persons::risk>),
             number("support", "1", "Support by structures", of_person<&Persons::support>),
             number("spent", "EUR", "Own money spent", euros_of_person<&Persons::spent>),
             whole("made", "unit", "Units made and accepted by her", of_person<&Persons::made>),
             whole("stock", "unit", "Finished units at home", of_person<&Persons::stock>),
             number("filament", "g", "Filament at home", at_home<0>),
             number("sheet", "cm2", "Sheet at home", at_home<1>),
             number("elastic", "cm", "Elastic at home", at_home<2>),
             number("textile", "cm2", "Textile at home", at_home<3>)}};
}

Columns places() {
    return {
        "places",
        "Places on the last evening",
        [](const Ending& end) -> std::size_t { return end.world.places.size; },
        {whole("unit", "1", "Number of the place among units, after the persons",
               [](const Ending& end, std::size_t place) {
                   return double(end.world.persons.size + place);
               }),
         territory(of_place<&Places::territory>),
         label("kind", "Kind of place", kinds, of_place<&Places::kind>),
         label("process", "What its machines do", processes, of_place<&Places::process>),
         whole("machines", "machine", "Machines", of_place<&Places::machines>),
         label("phase", "Phase", place_phases, of_place<&Places::phase>),
         whole("patience", "unit day", "How long it observes", of_place<&Places::patience>),
         number("observed", "unit day", "How long it has observed", of_place<&Places::observed>),
         number("governance", "1", "From 0, horizontal, to 1, hierarchical",
                of_place<&Places::governance>),
         number("health", "1", "Health", of_place<&Places::health>),
         number("cash", "EUR", "Own money", euros_of_place<&Places::cash>),
         whole("made", "unit", "Units made and accepted by it", of_place<&Places::made>),
         whole("stock", "unit", "Finished units", of_place<&Places::stock>),
         number("filament", "g", "Filament", in_place<0>),
         number("sheet", "cm2", "Sheet", in_place<1>),
         number("elastic", "cm", "Elastic", in_place<2>),
         number("textile", "cm2", "Textile", in_place<3>)}};
}

Columns requesters() {
    using enum Product;
    return {
        "requesters",
        "Requesters on the last evening",
        [](const Ending& end) -> std::size_t { return end.world.requesters.size; },
        {whole("requester", "1", "Number of the requester", own_number),
         territory(of_requester<&Requesters::territory>),
         label("segment", "Segment", segments, of_requester<&Requesters::segment>),
         whole("staff", "person", "Staff", of_requester<&Requesters::staff>),
         whole("held_visor", "unit", "Visors in use", of_product<&Requesters::held, visor>),
         whole("held_gown", "unit", "Gowns in use", of_product<&Requesters::held, gown>),
         whole("latent_visor", "unit", "Visors wanted and not held",
               of_product<&Requesters::latent, visor>),
         whole("latent_gown", "unit", "Gowns wanted and not held",
               of_product<&Requesters::latent, gown>),
         whole("expected_visor", "unit", "Visors ordered, not arrived and not given up",
               of_product<&Requesters::expected, visor>),
         whole("expected_gown", "unit", "Gowns ordered, not arrived and not given up",
               of_product<&Requesters::expected, gown>),
         whole("knows", "1", "Whether it knows of the offer", of_requester<&Requesters::knows>),
         whole("orders", "order", "Orders placed", of_requester<&Requesters::n_orders>),
         whole("parcels", "parcel", "Parcels sent to it", of_requester<&Requesters::n_parcels>)}};
}

Columns events() {
    return {"events",
            "What happened, in order",
            [](const Ending& end) { return end.log.entries.size(); },
            {whole("date", "", "Day", of_entry<&LogEntry::day>),
             label("event", "What happened", happenings,
                   [](const Ending& end, std::size_t i) {
                       return double(index(end.log.entries[i].what));
                   }),
             whole("unit", "1", "Person or place; -1: none", of_entry<&LogEntry::unit>),
             whole("from", "1", "Person who told her; -1: none", of_entry<&LogEntry::from>),
             whole("requester", "1", "Requester; -1: none", of_entry<&LogEntry::requester>),
             whole("collective", "1", "0 for the whole country, then territories; -1: none",
                   of_entry<&LogEntry::collective>),
             whole("order", "1", "Number among the requester's orders; -1: none",
                   of_entry<&LogEntry::order>),
             whole("parcel", "1", "Number among the requester's parcels; -1: none",
                   of_entry<&LogEntry::parcel>),
             whole("units", "unit", "Units ordered, sent, accepted, refused or given up",
                   of_entry<&LogEntry::units>),
             label("product", "Product", products, of_entry<&LogEntry::product>),
             label("reason", "Why she paused or withdrew", reasons, of_entry<&LogEntry::reason>)}};
}

constexpr std::array<std::string_view, 3> node_kinds{"person", "place", "coordinator"};

bool is_member(const Ending& end, std::uint32_t node) {
    return node < end.world.coordination.members.size();
}

double kind_of(const Ending& end, std::uint32_t node) {
    if (!is_member(end, node))
        return 2;
    return end.world.is_person(end.world.coordination.members.members[node]) ? 0 : 1;
}

/// A unit's own number; a coordinator's collective: 0 for the whole country, then territories.
double number_of(const Ending& end, std::uint32_t node) {
    const Coordination& c = end.world.coordination;
    if (is_member(end, node))
        return c.members.members[node];
    return double(c.coordinators[c.acting[node - c.members.size()]].collective());
}

template <auto side>
double side_kind(const Ending& end, std::size_t tie) {
    return kind_of(end, end.ties[tie].*side);
}
template <auto side>
double side_number(const Ending& end, std::size_t tie) {
    return number_of(end, end.ties[tie].*side);
}

Columns network() {
    return {"network",
            "Coordination ties of the last day",
            [](const Ending& end) { return end.ties.size(); },
            {label("a_kind", "What the one end is", node_kinds, side_kind<&sim::Tie::a>),
             whole("a", "1", "Number of its unit or, of a coordinator, collective",
                   side_number<&sim::Tie::a>),
             label("b_kind", "What the other end is", node_kinds, side_kind<&sim::Tie::b>),
             whole("b", "1", "Number of its unit or, of a coordinator, collective",
                   side_number<&sim::Tie::b>)}};
}

const std::vector<Columns>& all() {
    static const std::vector<Columns> list{persons(), places(), requesters(), events(), network()};
    return list;
}

}  // namespace

std::vector<sim::ListingInfo> listings(const std::vector<std::string>& territory_names,
                                       sim::Date first_day) {
    std::vector<sim::ListingInfo> infos;
    for (const Columns& of : all()) {
        sim::ListingInfo info{of.name, of.long_name, {}};
        for (const Column& column : of.columns) {
            info.columns.push_back(column.info);
            if (column.info.name == "territory")
                info.columns.back().labels = territory_names;
            if (column.info.name == "date")
                info.columns.back().units = "days since " + sim::iso(first_day);
        }
        infos.push_back(std::move(info));
    }
    return infos;
}

std::vector<sim::Listing> list(const World& world, const Log& log) {
    const Ending end{world, log, world.coordination.network.ties()};
    std::vector<sim::Listing> listed;
    for (const Columns& of : all()) {
        sim::Listing listing;
        for (const Column& column : of.columns) {
            std::vector<double> cells(of.n_rows(end));
            for (std::size_t row = 0; row < cells.size(); ++row)
                cells[row] = column.read(end, row);
            if (column.info.type == Type::label)
                std::ranges::replace_if(cells, [](double x) { return x != x; }, -1.0);
            listing.columns.push_back(std::move(cells));
        }
        listed.push_back(std::move(listing));
    }
    return listed;
}

void log_structures(World& world) {
    const Places& places = world.places;
    std::vector<std::uint8_t>& before = world.log->phases;
    before.resize(places.size, std::uint8_t(index(Places::Phase::closed)));
    constexpr std::array now{Happening::closed, Happening::observes, Happening::produces};
    for (std::uint32_t place = 0; place < places.size; ++place) {
        const std::size_t phase = index(places.phase[place]);
        if (phase != before[place])
            world.note({.what = now[phase], .unit = world.persons.size + place});
        before[place] = static_cast<std::uint8_t>(phase);
    }
    for (std::size_t c = 0; c < world.collectives.size(); ++c)
        if (world.collectives.founded_on[c] == world.log->day)
            world.note({.what = Happening::founded, .collective = std::int64_t(c)});
}

}  // namespace models
