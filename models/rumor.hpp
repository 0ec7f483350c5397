#pragma once

#include <models/circle.hpp>
#include <models/world.hpp>
#include <sim/chunk.hpp>
#include <sim/distributions.hpp>
#include <sim/math.hpp>
#include <sim/schedule.hpp>

#include <array>

/// Rumor: a legal text is read by some, retold by them, and feared by whoever hears it.
///
/// Rule    on the day of publication the text is read through the collectives that relay it; where
///         nobody coordinates, a few persons read it. Then each spreader tells one random contact,
///         or anybody, a day: who had not heard becomes a spreader, else the teller stops with some
///         chance (Maki and Thompson 1973). Whoever hears perceives the risk severity * misreading
///         * (1 + amplification * salience of norms); it fades with a half-life. A clarification is
///         a competing message: a share of those tied to a coordinator hear it at once, a few
///         persons read it by themselves, and it is retold in the same way, but not by everybody.
///         Whoever hears it loses part of the risk, and what she hears of the text later frightens
///         her less by the same part. A new clarification starts anew.
/// Reads   norm_salience, both networks
/// Writes  persons.rumor, persons.denial, persons.risk
/// Draws   per person at publication and clarification; per spreader: whom, whether it stops, in
///         sub-steps also whether it meets anybody
namespace models::rumor {

inline constexpr std::string_view name = "rumor";

enum State : std::uint8_t { ignorant, spreader, stifler };
inline constexpr std::array<std::string_view, 3> states{"ignorant", "spreader", "stifler"};

inline constexpr sim::Parameter<double> stifling{
    .key = "rumor.stifling",
    .unit = "probability",
    .range = {0.0, 1.0},
    .initial = 1.0,
    .meaning = "Chance that a teller who meets somebody informed stops telling.",
    .source = "Maki and Thompson 1973"};
inline constexpr sim::Parameter<double> misreading{
    .key = "rumor.misreading",
    .unit = "share",
    .range = {0.0, 1.0},
    .initial = 0.6,
    .meaning = "How far the text is read as a warning rather than as solutions.",
    .source = "assumption; F94"};
inline constexpr sim::Parameter<double> amplification{
    .key = "rumor.amplification",
    .unit = "1",
    .range = {0.0, 4.0},
    .initial = 1.0,
    .meaning = "How much the salience of norms multiplies the fear of who hears.",
    .source = "assumption; F95"};
inline constexpr sim::Parameter<double> half_life{.key = "rumor.half_life",
                                                  .unit = "day",
                                                  .range = {1.0, 1000.0},
                                                  .initial = 10.0,
                                                  .meaning =
                                                      "Days in which perceived risk falls by half.",
                                                  .source = "assumption"};

inline constexpr sim::Parameter<double> denial_retold{
    .key = "rumor.denial_retold",
    .unit = "probability",
    .range = {0.0, 1.0},
    .initial = 0.5,
    .meaning = "Chance that who hears a clarification tells others; of the text everybody tells.",
    .source = "assumption; F94 (read more as a warning than as a solution)"};

inline constexpr sim::Parameter<sim::Choice> spreads_among{
    .key = "rumor.spreads_among",
    .options = circles,
    .initial = "contacts",
    .meaning = "Whom a teller meets: one of her contacts, or anybody in the pool.",
    .source = "Daley and Kendall 1964: everybody; contacts are an assumption"};
inline constexpr std::string_view seed_columns[] = {"person"};
inline constexpr sim::Parameter<sim::Table> seeds{
    .key = "rumor.seeds",
    .columns = seed_columns,
    .meaning = "Persons, numbered from 0, who tell a text from the first morning on. It frightens "
               "nobody before one is published.",
    .source = "given by the scenario"};

inline constexpr sim::Parameter<double> severity{
    .key = "rumor.publish.severity",
    .unit = "share",
    .range = {0.0, 1.0},
    .initial = 1.0,
    .meaning = "How grave the risk is that the text describes.",
    .source = "assumption; F91, F93"};
inline constexpr sim::Parameter<double> reach{
    .key = "rumor.publish.reach",
    .unit = "share",
    .range = {0.0, 1.0},
    .initial = 0.1,
    .meaning = "Share of those tied to a coordinator who read it through them on the first day.",
    .source = "assumption; B30"};
inline constexpr sim::Parameter<double> first_readers{
    .key = "rumor.publish.first_readers",
    .unit = "person",
    .range = {0.0, 1e6},
    .initial = 20.0,
    .meaning = "Persons, whole country, who read it by themselves.",
    .source = "assumption"};
inline constexpr sim::Parameter<double> told{
    .key = "rumor.clarify.reach",
    .unit = "share",
    .range = {0.0, 1.0},
    .initial = 0.3,
    .meaning = "Share of those tied to a coordinator who hear the clarification through them.",
    .source = "assumption; B32"};
inline constexpr sim::Parameter<double> first_told{
    .key = "rumor.clarify.first_readers",
    .unit = "person",
    .range = {0.0, 1e6},
    .initial = 20.0,
    .meaning = "Persons, whole country, who read the clarification by themselves.",
    .source = "assumption; B32"};
inline constexpr sim::Parameter<double> relief{.key = "rumor.clarify.relief",
                                               .unit = "share",
                                               .range = {0.0, 1.0},
                                               .initial = 0.7,
                                               .meaning =
                                                   "Share of perceived risk that it takes away.",
                                               .source = "assumption; B32"};

/// Risk that a hearer perceives, in [0, 1].
constexpr double perceived(double how_grave, double misread, double amplify, double salience) {
    const double risk = how_grave * misread * (1 + amplify * salience);
    return risk < 1 ? risk : 1;
}

/// The seeds begin to tell. @throws InputError if one is nobody
void sow(World& world, const sim::Values& values);

void publish(World&, const sim::Values&, const sim::Arguments&, const sim::Today&);
void clarify(World&, const sim::Values&, const sim::Arguments&, const sim::Today&);
void step(World&, const sim::Values&, const sim::Today&);

inline const sim::Mechanism<World> mechanism{
    .name = name,
    .summary = "A legal text is published, retold, misread, denied, forgotten.",
    .parameters = {stifling, misreading, amplification, half_life, denial_retold, spreads_among,
                   seeds},
    .acts = {{.name = "rumor.publish",
              .meaning = "A text on legal risks is published and relayed.",
              .arguments = {severity, reach, first_readers},
              .apply = publish},
             {.name = "rumor.clarify",
              .meaning = "A denial or clarification is published.",
              .arguments = {told, first_told, relief},
              .apply = clarify}},
    .step = step,
    .in_substeps = true};

}  // namespace models::rumor
