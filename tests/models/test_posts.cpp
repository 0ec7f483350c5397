#include <models/posts.hpp>

#include <models/coordination.hpp>
#include <models/simulation.hpp>
#include <sim/metrics.hpp>
#include <tests/models/trial.hpp>

#include <map>
#include <set>

namespace {

using models::Coordination;
using models::Stage;
using models::UnitId;

/// 300 makers in A (half of them), B and C, on a network given by two tables.
sim::Scenario custom(const std::string& posts, const std::string& ties,
                     const std::string& others = "") {
    const auto quoted = [](const std::string& csv) { return "\"\"\"\n" + csv + "\"\"\"\n"; };
    return trial::only({"coordination"}, 10,
                       R"(
[population]
size = 300
printer_share = 1
territories = """
territory,population,labs,latitude,longitude
A,32548384,1,48,2
B,16274192,1,44,1
C,16274192,1,45,5
"""
[coordination]
topology = "custom"
)" + (posts.empty() ? "" : "posts = " + quoted("post,territory,hours\n" + posts)) +
                           (ties.empty() ? "" : "ties = " + quoted("from,to\n" + ties)) + others);
}

trial::Trial engaged(const sim::Scenario& scenario, const std::set<models::PersonId>& idle = {}) {
    trial::Trial trial(scenario);
    for (models::PersonId p = 0; p < trial.world.persons.size; ++p)
        if (!idle.contains(p))
            trial.world.move(p, Stage::engaged);
    trial.run();
    return trial;
}

/// What is wrong, after "trial.toml:" and the number of the line in its table.
std::string error_of(const std::string& posts, const std::string& ties) {
    const sim::Scenario scenario = custom(posts, ties);
    const std::string message = trial::message_of([&] { models::check(scenario); });
    const std::string file = "trial.toml:";
    if (!message.starts_with(file))
        return message;
    const auto line_of = [&](std::string_view key) {
        return std::stoi(scenario.place_of(key).substr(file.size()));
    };
    const int line = std::stoi(message.substr(file.size()));
    const bool in_posts = ties.empty() || line < line_of("coordination.ties");
    return (in_posts ? "post " : "tie ") +
           std::to_string(line - line_of(in_posts ? "coordination.posts" : "coordination.ties") -
                          1) +
           message.substr(message.find(": "));
}

/// Where each unit sits, by the names of posts.
std::map<UnitId, std::string> seats(const models::World& world) {
    std::map<UnitId, std::string> where;
    for (const UnitId unit : world.coordination.pool)
        where[unit] = world.coordination.posts.name[world.coordination.posts.of_unit[unit]];
    return where;
}

constexpr const char* star = "Paris,A,0\nToulouse,B,0\nLyon,C,0\nhub,,1\n";
constexpr const char* star_ties = "Paris,hub\nToulouse,hub\nLyon,hub\n";

}  // namespace

// A star of posts: the units of a territory sit at its post, whose host is tied to the coordinator.
TEST(Posts, units_sit_at_posts_of_their_territory_and_hosts_are_tied) {
    const auto trial = engaged(custom(star, star_ties));
    const Coordination& c = trial.world.coordination;
    EXPECT_EQ(c.network.n_nodes(), 301u);
    EXPECT_EQ(c.network.n_ties(), 300u);  // 297 guests to their host, 3 hosts to the coordinator
    EXPECT_EQ(c.network.degree(300), 3u);
    for (const std::uint32_t host : c.network.neighbors(300)) {
        const auto t = trial.world.territory_of(c.members.members[host]);
        EXPECT_EQ(c.network.degree(host), c.members_of[t].size());
    }
    for (const auto& [unit, post] : seats(trial.world))
        EXPECT_EQ(post, (std::array{"Paris", "Toulouse", "Lyon"}[trial.world.territory_of(unit)]));
    EXPECT_EQ(c.components.size.size(), 1u);
}

TEST(Posts, a_post_without_anybody_passes_nothing_on) {
    std::set<models::PersonId> idle;
    for (models::PersonId p = 150; p < 225; ++p)  // those of B
        idle.insert(p);
    const auto trial = engaged(
        custom("Paris,A,0\nToulouse,B,0\nLyon,C,0\n", "Paris,Toulouse\nToulouse,Lyon\n"), idle);
    EXPECT_EQ(trial.world.coordination.components.size.size(), 2u);
}

TEST(Posts, coordinators_share_hours_by_weight_and_have_their_scope) {
    const auto trial = engaged(custom("Paris,A,0\nothers,anywhere,0\nregion,A,3\ncountry,,1\n",
                                      "Paris,region\nregion,country\nothers,country\n",
                                      "hours = 100\nminutes_per_order = 60\n"));
    const Coordination& c = trial.world.coordination;
    ASSERT_EQ(c.acting.size(), 2u);
    EXPECT_EQ(c.coordinators[c.acting[0]].scope, 0);
    EXPECT_NEAR(c.coordinators[c.acting[0]].spare, 75, 1e-9);
    EXPECT_EQ(c.coordinators[c.acting[1]].scope, Coordination::national);
    EXPECT_NEAR(c.coordinators[c.acting[1]].spare, 25, 1e-9);
    EXPECT_EQ(models::coordination::pool_of(trial.world, c.members_of[0].members[0]), 1u);
    EXPECT_EQ(models::coordination::pool_of(trial.world, c.members_of[2].members[0]), 0u);
}

// 300 units at 10 posts with 16 points each: 30 on average, sd below 11.
TEST(Posts, without_a_table_the_ends_of_ties_are_posts_for_anybody) {
    std::string ring;
    for (int i = 0; i < 10; ++i)
        ring += std::to_string(i) + "," + std::to_string((i + 1) % 10) + "\n";
    const auto trial = engaged(custom("", ring));
    std::map<std::string, int> n_units;
    for (const auto& [unit, post] : seats(trial.world))
        ++n_units[post];
    EXPECT_EQ(n_units.size(), 10u);
    for (const auto& [post, n] : n_units)
        EXPECT_LT(n, 80) << post;
    EXPECT_TRUE(trial.world.coordination.acting.empty());
    EXPECT_EQ(trial.world.coordination.network.n_ties(), 290u + 10u);
    EXPECT_EQ(trial.world.coordination.components.size.size(), 1u);
}

// Consistent hashing: one post more draws units to itself and moves nobody else.
TEST(Posts, one_post_more_moves_only_the_units_that_sit_down_there) {
    const std::string posts = "north,A,0\nsouth,A,0\nanywhere 1,,0\nanywhere 2,anywhere,0\n";
    const auto before = engaged(custom(posts, "north,south\n"));
    const auto after = engaged(custom("west,A,0\n" + posts, "north,south\n"));
    const auto then = seats(before.world), now = seats(after.world);
    int moved = 0;
    for (const auto& [unit, post] : now) {
        moved += post != then.at(unit);
        EXPECT_TRUE(post == then.at(unit) || post == "west");
    }
    EXPECT_GT(moved, 3);
    EXPECT_LT(moved, 100);
}

TEST(Posts, names_are_any_text) {
    const auto trial =
        engaged(custom("\"Île-de-France, makers\",A,0\n17,,0\n", "\"Île-de-France, makers\",17\n"));
    EXPECT_EQ(trial.world.coordination.components.size.size(), 1u);
}

TEST(Posts, ties_in_both_directions_count_once) {
    EXPECT_EQ(engaged(custom("", "a,b\nb,a\na,b\n")).world.coordination.network.n_ties(), 299u);
}

TEST(Posts, what_cannot_be_is_one_clear_sentence_with_its_place) {
    EXPECT_EQ(error_of(star, "Paris,hub\nToulose,hub\n"),
              "tie 2: post 'Toulose' is unknown; did you mean 'Toulouse'?");
    EXPECT_EQ(error_of(star, "Paris,Paris\n"),
              "tie 1: post 'Paris' is tied to itself; two posts are allowed");
    EXPECT_EQ(error_of("Paris,A,0\nParis,B,0\n", ""),
              "post 2: post 'Paris' stands here twice; once is allowed");
    EXPECT_EQ(error_of("Paris,D,0\n", ""), "post 1: territory 'D' is unknown; did you mean 'A'?");
    EXPECT_EQ(error_of("Paris,A,-1\n", ""),
              "post 1: hours of post 'Paris' are -1; a weight of 0 or more is allowed, 0 for "
              "a post where units sit");
    EXPECT_EQ(error_of(",A,0\n", ""), "post 1: a post has no name; any text is allowed");
    EXPECT_EQ(error_of("Paris,A,0\nToulouse,B,0\n", ""),
              "coordination.posts: units of territory 'C' have no post; a post with 0 hours there "
              "or 'anywhere' is needed");
    EXPECT_EQ(error_of(star, "Paris,hub\nToulouse,hub\n"),
              "post 3: post 'Lyon' reaches no coordinator, so the topology leaves its units "
              "without any; tie it to others, or give no post hours");
    EXPECT_EQ(error_of("", ""),
              "coordination.topology = \"custom\" has no network; coordination.ties or "
              "coordination.posts is needed");
}

TEST(Posts, what_is_allowed_but_odd_is_remarked) {
    EXPECT_TRUE(models::remarks(custom(star, star_ties)).empty());
    const auto odd = models::remarks(custom("", "a,b\nb,a\nc,d\nd,e\n"));
    ASSERT_EQ(odd.size(), 2u);
    EXPECT_EQ(odd[0], "coordination.ties: 1 ties stand there more than once; each counts once");
    EXPECT_EQ(odd[1], "coordination: the network falls into 2 parts, the largest of 3 of 5 posts; "
                      "orders, news and designs do not pass between them");
}

// A coordinator that is lost leaves its post's ties behind.
TEST(Posts, a_removed_coordinator_is_off_the_network) {
    const sim::Scenario scenario = custom(star, star_ties);
    trial::Trial trial =
        engaged(scenario.with_event({.name = "loss",
                                     .date = scenario.first_day() + std::chrono::days{1},
                                     .act = "coordination.remove",
                                     .with = {{"coordination.remove.what", "coordinators"},
                                              {"coordination.remove.share", 1.0}}}));
    trial.run();
    EXPECT_TRUE(trial.world.coordination.acting.empty());
    EXPECT_EQ(trial.world.coordination.components.size.size(), 3u);
}
