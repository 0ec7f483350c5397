#pragma once

#include <models/world.hpp>
#include <sim/chunk.hpp>
#include <sim/parameter.hpp>
#include <sim/values.hpp>

#include <algorithm>

/// Pull: what speaks for taking part, as a weighted sum of terms.
///
///   pull = w_peers P + w_need N + w_support C + w_recognition G - w_fear F - w_fatigue f - w_cost
///   c - w_time t
///
/// A term of weight 0 is not computed at all. Structures enter twice: C is the support that they
/// give, and it takes off fear: F = risk (1 - tolerance) (1 - cover C). Without structures C is 0.
namespace models::pull {

inline constexpr std::string_view peer_signals[] = {"share of contacts", "count of contacts",
                                                    "share of population"};
enum class PeerSignal : std::size_t { share_of_contacts, count_of_contacts, share_of_population };

inline constexpr sim::Parameter<sim::Choice> peers_as{
    .key = "engagement.peers_as",
    .options = peer_signals,
    .initial = "share of contacts",
    .meaning = "How engaged others are perceived; the choice can change the sign of an effect.",
    .source = "Watts 2002 (doi:10.1073/pnas.082090499); Granovetter 1978 (doi:10.1086/226707)"};

/// All weights: pull per unit of the term.
constexpr sim::Parameter<double> weight(std::string_view key, double initial,
                                        std::string_view meaning, std::string_view source) {
    return {.key = key,
            .unit = "pull",
            .range = {0.0, 10.0},
            .initial = initial,
            .meaning = meaning,
            .source = source};
}
inline constexpr auto peers =
    weight("engagement.pull_of_peers", 1.0, "Weight of engaged acquaintances.",
           "Granovetter 1978 (doi:10.1086/226707)");
inline constexpr auto need =
    weight("engagement.pull_of_need", 0.4, "Weight of perceived need and usefulness, in [0, 1].",
           "assumption; F15, F50");
inline constexpr auto recognition =
    weight("engagement.pull_of_recognition", 0.2, "Weight of thanks received, in [0, 1].",
           "assumption; V8-V10, V14");
inline constexpr auto support =
    weight("engagement.pull_of_support", 0.2, "Weight of support by lab or collective, in [0, 1].",
           "assumption; F82, V11, V14");
inline constexpr auto fear =
    weight("engagement.pull_of_fear", 0.6, "Weight of effective legal fear, in [0, 1].",
           "assumption; F90, V19");
inline constexpr auto fatigue =
    weight("engagement.pull_of_fatigue", 0.4, "Weight of fatigue.", "assumption; F88, V11");
inline constexpr auto cost = weight("engagement.pull_of_cost", 0.1,
                                    "Weight of the share of own money spent.", "assumption; F89");
inline constexpr auto time = weight("engagement.pull_of_time", 0.5,
                                    "Weight of the share of free time lost.", "assumption; V17");
inline constexpr sim::Parameter<double> free_time{
    .key = "engagement.free_time",
    .unit = "share",
    .range = {0.0, 1.0},
    .initial = 1.0,
    .meaning = "Free time compared with lockdown; it falls when work resumes.",
    .source = "V17, B29; the size is an assumption"};
inline constexpr sim::Parameter<double> cover{
    .key = "engagement.cover",
    .unit = "share",
    .range = {0.0, 1.0},
    .initial = 0.5,
    .meaning = "Share of legal fear that full support by a structure takes off a person.",
    .source = "assumption; F82, F84"};

enum Term : std::size_t {
    need_term,
    recognition_term,
    fear_term,
    fatigue_term,
    cost_term,
    time_term,
    support_term
};
inline constexpr std::size_t n_terms = 7;

/// The reason of a withdrawal is the term that lost most since the person engaged.
inline constexpr std::array<Reason, n_terms> reason_of{
    Reason::no_demand, Reason::other,     Reason::legal_fear,    Reason::fatigue,
    Reason::other,     Reason::time_lost, Reason::structure_lost};

/// Today's weights over today's columns.
class Pull {
  public:
    Pull(const World& world, const sim::Values& values);

    /// Asks the memory for the columns of a person whose surplus is needed soon.
    void prefetch(PersonId person) const;

    /// Pull minus threshold of a person.
    float surplus(PersonId person) const;

    /// Of those marked with 1 among the persons first … first+count-1, takes the mark (to 0) from
    /// some whose surplus is below 0: most of them, and cheaper than surplus().
    void unmark_far(std::size_t first, std::size_t count, sim::Chunk<std::uint8_t>& marks) const;

    /// The weighted terms of one person, peers left out.
    std::array<float, n_terms> terms(PersonId person) const;

  private:
    template <class Visit>
    void for_peers(Visit visit) const;
    template <class Visit>
    void for_each_term(Visit visit) const;
    template <class Counts>
    float sum(PersonId person, Counts counts) const;

    const World& world_;
    PeerSignal signal_;
    float peers_, need_, recognition_, fear_, cover_, fatigue_, cost_, time_lost_, support_;
    float population_share_ = 0;
    std::vector<float> need_felt_;  ///< [2 * territory + knows a carer], weighted
};

/// The parameters of engagement: those of its decision, then those of pull.
inline std::vector<sim::AnyParameter> with_weights(std::vector<sim::AnyParameter> decision) {
    const std::vector<sim::AnyParameter> weights{
        peers_as, peers, need, recognition, support, fear, cover, fatigue, cost, time, free_time};
    decision.insert(decision.end(), weights.begin(), weights.end());
    return decision;
}

}  // namespace models::pull
