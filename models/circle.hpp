#pragma once

#include <cstddef>
#include <string_view>

/// Among whom something spreads: those one knows, or everybody, as on a forum that all read
/// (complete mixing).
namespace models {

inline constexpr std::string_view circles[] = {"contacts", "everybody"};
enum class Circle : std::size_t { contacts, everybody };

}  // namespace models
