#include <sim/nk_landscape.hpp>

#include <sim/error.hpp>

#include <algorithm>
#include <array>
#include <span>
#include <utility>

namespace sim {
namespace {

/// A trait and others, those with the highest priority under the key, ascending.
std::vector<std::uint8_t> with_others(std::uint64_t key, int trait, int n_traits, int n_others) {
    std::vector<std::pair<std::uint64_t, std::uint8_t>> others;
    for (int other = 0; other < n_traits; ++other)
        if (other != trait)
            others.emplace_back(rendezvous(key, std::uint64_t(trait), std::uint64_t(other)),
                                static_cast<std::uint8_t>(other));
    std::ranges::sort(others, std::greater{});
    std::vector<std::uint8_t> all{static_cast<std::uint8_t>(trait)};
    for (int i = 0; i < n_others; ++i)
        all.push_back(others[std::size_t(i)].second);
    std::ranges::sort(all);
    return all;
}

}  // namespace

/// The contributions of a trait stand at the leaves of a binary tree, which is numbered as a heap
/// (root 1, children of n: 2n and 2n + 1): one step down for each trait that is decided. Each inner
/// node holds the maximum of its children, the most that can still be had.
NkLandscape::NkLandscape(int n_traits, int n_others, const Stream& luck)
    : n_traits_(n_traits), arity_(n_others + 1), users_(std::size_t(std::max(n_traits, 0))) {
    ensure(n_traits >= 1 && n_traits <= max_traits, "NK landscape: 1 to 24 traits");
    ensure(n_others >= 0 && n_others <= max_others && n_others < n_traits,
           "NK landscape: 0 to 12 other traits, fewer than there are");
    const std::size_t n_leaves = std::size_t{1} << arity_;
    contributions_.resize(std::size_t(n_traits) * 2 * n_leaves);
    std::int64_t bound = 0;
    for (int i = 0; i < n_traits; ++i) {
        for (const std::uint8_t trait : with_others(luck.key(), i, n_traits, n_others)) {
            traits_of_.push_back(trait);
            users_[trait].push_back(i);
        }
        std::uint32_t* const tree = &contributions_[std::size_t(i) * 2 * n_leaves];
        luck.words(std::uint64_t(i) * n_leaves, std::span(tree + n_leaves, n_leaves));
        for (std::size_t node = 2 * n_leaves - 1; node >= n_leaves; --node)
            tree[node] >>= 8;
        for (std::size_t node = n_leaves - 1; node >= 1; --node)
            tree[node] = std::max(tree[2 * node], tree[2 * node + 1]);
        bound += tree[1];
    }
    std::array<std::uint32_t, max_traits> roots;
    roots.fill(1);
    find_best(0, 0, bound, roots.data());
}

std::uint32_t NkLandscape::quality(std::uint32_t version) const {
    std::uint32_t sum = 0;
    const std::uint8_t* trait = traits_of_.data();
    const std::uint32_t* tree = contributions_.data();
    for (int i = 0; i < n_traits_; ++i, tree += std::size_t{2} << arity_) {
        std::uint32_t node = 1;
        for (int j = 0; j < arity_; ++j)
            node = 2 * node + (version >> *trait++ & 1);
        sum += tree[node];
    }
    return sum;
}

/// Branch and bound: decides the traits one after the other, the more promising value first, and
/// turns back where the best that can still be had is no better than the best that was found. Exact
/// like trying all 2^N versions, and some ten times faster.
void NkLandscape::find_best(int trait, std::uint32_t version, std::int64_t bound,
                            std::uint32_t* nodes) {
    if (bound <= best_quality_)
        return;
    if (trait == n_traits_) {
        best_ = version;
        best_quality_ = bound;
        return;
    }
    const std::vector<int>& users = users_[std::size_t(trait)];
    const auto tree_of = [&](int i) { return &contributions_[std::size_t(i) * 2 << arity_]; };
    std::array<std::int64_t, 2> bounds{bound, bound};
    for (const int i : users)
        for (std::size_t value = 0; value < 2; ++value)
            bounds[value] += std::int64_t{tree_of(i)[2 * nodes[i] + value]} - tree_of(i)[nodes[i]];
    const std::uint32_t first = bounds[1] > bounds[0];
    for (const std::uint32_t value : {first, 1 - first}) {
        for (const int i : users)
            nodes[i] = 2 * nodes[i] + value;
        find_best(trait + 1, version | value << trait, bounds[value], nodes);
        for (const int i : users)
            nodes[i] /= 2;
    }
}

}  // namespace sim
