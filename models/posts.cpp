#include <models/posts.hpp>

#include <models/coordination.hpp>
#include <sim/error.hpp>

#include <algorithm>
#include <cmath>
#include <map>

namespace models::posts {
namespace {

constexpr std::uint32_t absent = Coordination::absent;

/// The tables as they are written, posts by number.
struct Sketch {
    std::vector<std::string> name, territory;
    std::vector<double> hours;
    std::vector<std::string> place;  ///< where each post is written
    std::vector<sim::Tie> ties;
    std::map<std::string, std::uint32_t, std::less<>> number;

    void add(const std::string& post, const std::string& where, double weight,
             const std::string& written) {
        if (post.empty())
            throw sim::InputError(written + ": a post has no name; any text is allowed");
        if (!number.emplace(post, static_cast<std::uint32_t>(name.size())).second)
            throw sim::InputError(
                sim::text(written, ": post '", post, "' stands here twice; once is allowed"));
        name.push_back(post);
        territory.push_back(where);
        hours.push_back(weight);
        place.push_back(written);
    }
};

void read_posts(Sketch& sketch, const sim::Table& table) {
    const auto names = table.texts("post"), territories = table.texts("territory");
    const auto hours = table.numbers("hours");
    for (std::size_t row = 0; row < table.n_rows(); ++row) {
        if (!(hours[row] >= 0))
            throw sim::InputError(
                sim::text(table.place(row), ": hours of post '", names[row], "' are ",
                          std::isnan(hours[row]) ? "empty" : sim::text(hours[row]),
                          "; a weight of 0 or more is allowed, 0 for a post where units sit"));
        sketch.add(names[row], territories[row], hours[row], table.place(row));
    }
}

/// The number of a post; where no posts are given, ties make them.
std::uint32_t end_of_tie(Sketch& sketch, const std::string& post, bool given,
                         const std::string& place) {
    const auto found = sketch.number.find(post);
    if (found != sketch.number.end())
        return found->second;
    if (given)
        throw sim::InputError(
            sim::text(place, ": post '", post, "' is unknown", sim::hint(post, sketch.name)));
    sketch.add(post, "", 0, place);
    return static_cast<std::uint32_t>(sketch.name.size() - 1);
}

void read_ties(Sketch& sketch, const sim::Table& table, bool given) {
    const auto from = table.texts("from"), to = table.texts("to");
    for (std::size_t row = 0; row < table.n_rows(); ++row) {
        const std::string place = table.place(row);
        if (from[row] == to[row])
            throw sim::InputError(sim::text(place, ": post '", from[row],
                                            "' is tied to itself; two posts are allowed"));
        sketch.ties.push_back({end_of_tie(sketch, from[row], given, place),
                               end_of_tie(sketch, to[row], given, place)});
    }
}

Sketch read(const sim::Values& values) {
    Sketch sketch;
    const sim::Table& posts = values[coordination::posts];
    const sim::Table& ties = values[coordination::ties];
    if (posts.n_rows() > 0)
        read_posts(sketch, posts);
    if (ties.n_rows() > 0)
        read_ties(sketch, ties, posts.n_rows() > 0);
    return sketch;
}

sim::Network network(const Sketch& sketch) {
    return sim::Network::from_ties(static_cast<std::uint32_t>(sketch.name.size()), sketch.ties);
}

/// Every unit's post must reach a coordinator, if there is any.
void check_reach(const Sketch& sketch) {
    const sim::Components parts = sim::components(network(sketch));
    std::vector<std::uint8_t> reached(parts.size.size());
    for (std::size_t p = 0; p < sketch.name.size(); ++p)
        reached[parts.label[p]] |= sketch.hours[p] > 0;
    if (std::ranges::find(reached, 1) == reached.end())
        return;
    for (std::size_t p = 0; p < sketch.name.size(); ++p)
        if (!reached[parts.label[p]])
            throw sim::InputError(
                sim::text(sketch.place[p], ": post '", sketch.name[p],
                          "' reaches no coordinator, so the topology leaves its units without any; "
                          "tie it to others, or give no post hours"));
}

TerritoryId territory_of(const Sketch& sketch, std::size_t post,
                         const std::vector<std::string>& known) {
    const std::string& name = sketch.territory[post];
    if (name.empty() || name == "anywhere")
        return Coordination::national;
    const auto found = std::ranges::find(known, name);
    if (found == known.end())
        throw sim::InputError(sim::text(sketch.place[post], ": territory '", name, "' is unknown",
                                        sim::hint(name, known)));
    return static_cast<TerritoryId>(found - known.begin());
}

/// Posts with a weight of hours join the coordinators.
void appoint(Coordination& c) {
    for (std::size_t p = 0; p < c.posts.size(); ++p) {
        const bool coordinates = c.posts.hours[p] > 0;
        c.posts.coordinator.push_back(
            coordinates ? static_cast<std::uint32_t>(c.coordinators.size()) : absent);
        if (coordinates)
            c.coordinators.push_back({.scope = c.posts.territory[p]});
    }
}

/// Posts where units sit: rings by territory, then the one for any. Several points of the ring
/// each, so that all have about as many units.
std::vector<sim::Ring> seats(const World& world, std::uint64_t key) {
    constexpr std::uint64_t n_points = 16;
    const Posts& posts = world.coordination.posts;
    std::vector<std::pair<std::uint64_t, std::uint32_t>> points;
    for (std::uint32_t p = 0; p < posts.size(); ++p)
        for (std::uint64_t i = 0; posts.hours[p] == 0 && i < n_points; ++i)
            points.emplace_back(sim::rendezvous(key, sim::name_hash(posts.name[p]), i), p);
    std::ranges::sort(points);
    const std::size_t anywhere = world.territories.size();
    std::vector<sim::Ring> rings(anywhere + 1);
    for (const auto& [position, p] : points)
        rings[std::min<std::size_t>(posts.territory[p], anywhere)].push_back(p, position);
    return rings;
}

/// The next post after the unit's own point on either ring, whichever comes first.
std::uint32_t seat_of(const sim::Ring& here, const sim::Ring& anywhere, std::uint64_t point) {
    std::uint32_t post = absent;
    std::uint64_t nearest = 0;
    for (const sim::Ring* ring : {&here, &anywhere}) {
        if (ring->empty())
            continue;
        const std::size_t next = ring->after(point);
        const std::uint64_t way = ring->positions[next] - point;  // around the circle
        if (post == absent || way < nearest) {
            nearest = way;
            post = ring->members[next];
        }
    }
    return post;
}

void seat_units(World& world) {
    const std::uint64_t key = sim::Stream(world.run, "coordination.posts", 0).key();
    const std::vector<sim::Ring> rings = seats(world, key);
    Posts& posts = world.coordination.posts;
    for (std::size_t t = 0; t < world.territories.size(); ++t)
        if (rings[t].empty() && rings.back().empty())
            throw sim::InputError(
                sim::text("coordination.posts: units of territory '", world.territories.name[t],
                          "' have no post; a post with 0 hours there or 'anywhere' is needed"));
    posts.of_unit.assign(world.n_units(), absent);
    for (const UnitId unit : world.coordination.pool)
        posts.of_unit[unit] = seat_of(rings[world.territory_of(unit)], rings.back(),
                                      sim::rendezvous(key, unit, n_products));
}

bool is_custom(const sim::Value& value) {
    return std::get<std::string>(value) ==
           coordination::topologies[std::size_t(coordination::Topology::custom)];
}

/// Whether the topology is ever "custom".
bool wanted(const sim::Scenario& scenario) {
    const auto custom = [](const sim::Setting& setting) {
        return setting.key == coordination::topology.key && is_custom(setting.value);
    };
    return is_custom(scenario.values().at(coordination::topology.key)) ||
           std::ranges::any_of(scenario.events(), [&](const sim::Event& event) {
               return std::ranges::any_of(event.set, custom);
           });
}

}  // namespace

void check(const sim::Scenario& scenario) {
    if (wanted(scenario) && read(scenario.values()).name.empty())
        throw sim::InputError("coordination.topology = \"custom\" has no network; "
                              "coordination.ties or coordination.posts is needed");
}

void lay(World& world, const sim::Scenario& scenario) {
    Sketch sketch = read(scenario.values());
    if (sketch.name.empty())
        return;
    check_reach(sketch);
    Posts& posts = world.coordination.posts;
    for (std::size_t p = 0; p < sketch.name.size(); ++p)
        posts.territory.push_back(territory_of(sketch, p, world.territories.name));
    posts.name = std::move(sketch.name);
    posts.hours = std::move(sketch.hours);
    posts.ties = std::move(sketch.ties);
    appoint(world.coordination);
    seat_units(world);
}

void tie(const World& world, std::vector<sim::Tie>& ties) {
    const Coordination& c = world.coordination;
    std::vector<std::uint32_t> host(c.posts.size(), absent);
    for (std::size_t p = 0; p < host.size(); ++p)
        if (c.posts.coordinator[p] != absent)
            host[p] = c.coordinators[c.posts.coordinator[p]].node;
    for (std::uint32_t node = 0; node < c.members.size(); ++node) {
        std::uint32_t& first = host[c.posts.of_unit[c.members.members[node]]];
        if (first == absent)
            first = node;
        else
            ties.push_back({first, node});
    }
    for (const sim::Tie between : c.posts.ties)
        if (host[between.a] != absent && host[between.b] != absent)
            ties.push_back({host[between.a], host[between.b]});
}

std::vector<std::string> remarks(const sim::Values& values) {
    std::vector<std::string> out;
    const Sketch sketch = read(values);
    if (sketch.name.empty())
        return out;
    const sim::Network posts = network(sketch);
    if (const std::uint64_t n_twice = sketch.ties.size() - posts.n_ties(); n_twice > 0)
        out.push_back(sim::text("coordination.ties: ", n_twice,
                                " ties stand there more than once; each counts once"));
    const auto sizes = sim::components(posts).size;
    if (sizes.size() > 1)
        out.push_back(sim::text("coordination: the network falls into ", sizes.size(),
                                " parts, the largest of ", *std::ranges::max_element(sizes), " of ",
                                posts.n_nodes(),
                                " posts; orders, news and designs do not pass between them"));
    return out;
}

}  // namespace models::posts
