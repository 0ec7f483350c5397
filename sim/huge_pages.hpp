#pragma once

#include <cstddef>
#include <span>

namespace sim {

/// Asks that the memory around these bytes lie in huge pages, so that who jumps about in long
/// columns rarely waits for the address of a page. Nothing that stands there changes; without
/// effect for short columns and where the system has no such pages.
void use_huge_pages(std::span<const std::byte> bytes);

}  // namespace sim
