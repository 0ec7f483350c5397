#pragma once

#include <models/names.hpp>

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

/// Who heard what from whom, who engaged, left and why, which order went where: written down as it
/// happens, on request.
namespace models {

enum class Happening : std::uint8_t {
    engaged,
    paused,
    resumed,
    withdrew,
    open_again,
    ordered,
    sent,
    accepted,
    refused,
    gave_up,
    closed,
    observes,
    produces,
    founded,
    read_text,
    told_text,
    read_denial,
    told_denial
};
inline constexpr std::array<std::string_view, 18> happenings{
    "engaged",  "paused",   "resumed",   "withdrew",  "open again",  "ordered",
    "sent",     "accepted", "refused",   "gave up",   "closed",      "observes",
    "produces", "founded",  "read text", "told text", "read denial", "told denial"};

/// One thing that happened; what does not belong to it is `none`.
struct LogEntry {
    static constexpr std::int64_t none = -1;
    Happening what;
    std::int64_t unit = none;        ///< person or place that did it, or was told
    std::int64_t from = none;        ///< person who told her
    std::int64_t requester = none;   ///< who asked
    std::int64_t collective = none;  ///< 0 for the whole country, t + 1 for territory t
    std::int64_t order = none;       ///< number among the requester's orders
    std::int64_t parcel = none;      ///< number among the parcels sent to it
    std::int64_t units = 0;          ///< ordered, sent, …
    int product = none;
    int reason = none;  ///< of a pause or withdrawal
    int day = 0;
};

/// The log of a run, in the order in which things happened.
struct Log {
    int day = 0;
    std::vector<LogEntry> entries;
    std::vector<std::uint8_t> phases;  ///< of places, yesterday evening
};

}  // namespace models
