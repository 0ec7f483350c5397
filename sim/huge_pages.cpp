#include <sim/huge_pages.hpp>

#include <cstdint>

#ifdef __linux__
#include <sys/mman.h>
#endif

namespace sim {

void use_huge_pages([[maybe_unused]] std::span<const std::byte> bytes) {
#ifdef __linux__
    constexpr int collapse = 25;  // MADV_COLLAPSE since Linux 6.1; older headers lack the name
    constexpr std::uintptr_t size = std::uintptr_t{1} << 21;
    if (bytes.size() < size / 16)  // the price is that of copying a page
        return;
    const auto begin = reinterpret_cast<std::uintptr_t>(bytes.data());
    // Refused where a page would reach beyond the memory that is there: it then stays as it is.
    for (std::uintptr_t page = begin / size * size; page < begin + bytes.size(); page += size)
        madvise(reinterpret_cast<void*>(page), size, collapse);
#endif
}

}  // namespace sim
