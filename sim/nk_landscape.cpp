#include <sim/nk_landscape.hpp>

#include <sim/error.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <functional>
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

/// Branch and bound over the versions of a landscape: decides the traits one after the other, first
/// those on which most contributions depend, and of each the more promising value first; turns back
/// where the best that can still be had is no better than the best that was found. Exact like
/// trying all 2^N versions, and some fifty times faster.
///
/// The contributions of a trait stand at the leaves of a binary tree, which is numbered as a heap
/// (root 1, children of n: 2n and 2n + 1): one step down for each trait that is decided. Each inner
/// node holds the maximum of its children, the most that can still be had.
class Search {
  public:
    /// contributions  [n_traits, 2^arity], as in NkLandscape
    Search(const NkLandscape& landscape, int arity, const std::vector<std::uint32_t>& contributions)
        : n_traits_(landscape.n_traits()), arity_(arity), users_(std::size_t(n_traits_)),
          trees_(contributions.size() * 2) {
        for (int i = 0; i < n_traits_; ++i)
            for (int j = 0; j < arity_; ++j)
                users_[landscape.traits_of(i)[j]].push_back(i);
        for (int trait = 0; trait < n_traits_; ++trait)
            order_.push_back(trait);
        std::ranges::stable_sort(order_, std::greater{},
                                 [&](int trait) { return users_[std::size_t(trait)].size(); });
        std::int64_t bound = 0;
        for (int i = 0; i < n_traits_; ++i) {
            grow(i, landscape.traits_of(i), &contributions[std::size_t(i) << arity_]);
            bound += tree_of(i)[1];
        }
        nodes_.fill(1);
        decide(0, 0, bound);
    }

    std::uint32_t best() const { return best_; }
    std::int64_t best_quality() const { return best_quality_; }

  private:
    std::uint32_t* tree_of(int i) { return &trees_[std::size_t(i) * 2 << arity_]; }

    /// The tree of one contribution, whose leaves come in the order of ascending traits.
    void grow(int i, const std::uint8_t* traits, const std::uint32_t* leaves) {
        std::uint32_t* const tree = tree_of(i);
        std::vector<int> bits;  // of the number of a leaf, in the order of decisions
        for (const int trait : order_)
            for (int j = 0; j < arity_; ++j)
                if (traits[j] == trait)
                    bits.push_back(arity_ - 1 - j);
        const std::size_t n_leaves = std::size_t{1} << arity_;
        for (std::size_t leaf = 0; leaf < n_leaves; ++leaf) {
            std::size_t node = 1;
            for (const int bit : bits)
                node = 2 * node + (leaf >> bit & 1);
            tree[node] = leaves[leaf];
        }
        for (std::size_t node = n_leaves - 1; node >= 1; --node)
            tree[node] = std::max(tree[2 * node], tree[2 * node + 1]);
    }

    void decide(int depth, std::uint32_t version, std::int64_t bound) {
        if (bound <= best_quality_)
            return;
        if (depth == n_traits_) {
            best_ = version;
            best_quality_ = bound;
            return;
        }
        const int trait = order_[std::size_t(depth)];
        const std::vector<int>& users = users_[std::size_t(trait)];
        std::array<std::int64_t, 2> bounds{bound, bound};
        for (const int i : users)
            for (std::size_t value = 0; value < 2; ++value)
                bounds[value] +=
                    std::int64_t{tree_of(i)[2 * node(i) + value]} - tree_of(i)[node(i)];
        const std::uint32_t first = bounds[1] > bounds[0];
        for (const std::uint32_t value : {first, 1 - first}) {
            for (const int i : users)
                node(i) = 2 * node(i) + value;
            decide(depth + 1, version | value << trait, bounds[value]);
            for (const int i : users)
                node(i) /= 2;
        }
    }

    std::uint32_t& node(int i) { return nodes_[std::size_t(i)]; }

    int n_traits_, arity_;
    std::vector<std::vector<int>> users_;  // [n_traits], contributions that depend on a trait
    std::vector<int> order_;               // in which traits are decided
    std::vector<std::uint32_t> trees_;     // [n_traits, 2^(arity + 1)]
    std::array<std::uint32_t, NkLandscape::max_traits> nodes_;  // where in its tree each stands
    std::uint32_t best_ = 0;
    std::int64_t best_quality_ = -1;
};

}  // namespace

NkLandscape::NkLandscape(int n_traits, int n_others, const Stream& luck)
    : n_traits_(n_traits), arity_(n_others + 1) {
    ensure(n_traits >= 1 && n_traits <= max_traits, "NK landscape: 1 to 24 traits");
    ensure(n_others >= 0 && n_others <= max_others && n_others < n_traits,
           "NK landscape: 0 to 12 other traits, fewer than there are");
    const std::size_t n_leaves = std::size_t{1} << arity_;
    contributions_.resize(std::size_t(n_traits) * n_leaves);
    users_.resize(std::size_t(n_traits));
    leaf_bit_.resize(std::size_t(n_traits * n_traits));
    for (int i = 0; i < n_traits; ++i) {
        const auto traits = with_others(luck.key(), i, n_traits, n_others);
        traits_of_.insert(traits_of_.end(), traits.begin(), traits.end());
        for (const std::uint8_t trait : traits) {
            users_[trait] |= std::uint32_t{1} << i;
            leaf_bit_[std::size_t(i * n_traits + trait)] = leaf(i, std::uint32_t{1} << trait);
        }
        luck.words(std::uint64_t(i) * n_leaves,
                   std::span(&contributions_[std::size_t(i) * n_leaves], n_leaves));
    }
    for (std::uint32_t& contribution : contributions_)
        contribution >>= 8;
    const Search search(*this, arity_, contributions_);
    best_ = search.best();
    best_quality_ = search.best_quality();
}

std::uint32_t NkLandscape::leaf(int i, std::uint32_t version) const {
    const std::uint8_t* const traits = traits_of(i);
    std::uint32_t leaf = 0;
    for (int j = 0; j < arity_; ++j)
        leaf = 2 * leaf + (version >> traits[j] & 1);
    return leaf;
}

std::uint32_t NkLandscape::quality(std::uint32_t version) const {
    std::uint32_t sum = 0;
    for (int i = 0; i < n_traits_; ++i)
        sum += contributions_of(i)[leaf(i, version)];
    return sum;
}

std::int64_t NkLandscape::gain(std::uint32_t version, std::uint32_t trait) const {
    std::int64_t gain = 0;
    for (std::uint32_t left = users_[trait]; left != 0; left &= left - 1) {
        const int i = std::countr_zero(left);
        const std::uint32_t before = leaf(i, version);
        const std::uint32_t after = before ^ leaf_bit_[std::size_t(i * n_traits_) + trait];
        gain += std::int64_t{contributions_of(i)[after]} - contributions_of(i)[before];
    }
    return gain;
}

}  // namespace sim
