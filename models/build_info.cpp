#include <models/build_info.hpp>
#include <muster_revision.hpp>

namespace models {

std::string_view version() { return MUSTER_VERSION; }

std::string_view revision() { return muster_revision; }

std::string_view compiler() { return MUSTER_COMPILER; }

bool checks() { return MUSTER_CHECKS; }

}  // namespace models
