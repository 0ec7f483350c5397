#pragma once

#include <string_view>

/// What this library was built from; every results file carries it.
namespace models {

/// Version of Muster, as in CMakeLists.txt: "0.1.0".
std::string_view version();

/// Source revision, as in `git describe --always --dirty`; "unknown" outside a clone.
std::string_view revision();

/// Compiler and its version: "GNU 12.2.0".
std::string_view compiler();

/// Whether to check each evening that people, materials, goods and orders are conserved:
/// true in debug builds and in the C++ tests. A function, so that tests and release share objects.
bool checks();

}  // namespace models
