#pragma once

#include <sim/stream.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace sim {

/// Items that need luck, each some words: they wait until they are many enough for
/// Stream::words_of(), yet so few that they stay in the first-level cache.
template <class Item, std::size_t n_words>
class DrawBatch {
  public:
    explicit DrawBatch(const Stream& stream) : stream_(stream) {}

    /// Calls visit(item, words) for those who wait, in order, if they are enough.
    template <class Visit>
    void add(const Item& item, const std::array<Draw, n_words>& draws, Visit visit) {
        items_[n_items_] = item;
        std::copy_n(draws.begin(), n_words, &draws_[n_items_ * n_words]);
        if (++n_items_ == size)
            finish(visit);
    }

    /// The same for the last ones.
    template <class Visit>
    void finish(Visit visit) {
        stream_.words_of(std::span(draws_.data(), n_items_ * n_words), words_);
        for (std::size_t i = 0; i < n_items_; ++i)
            visit(items_[i], &words_[i * n_words]);
        n_items_ = 0;
    }

  private:
    static constexpr std::size_t size = 64;
    Stream stream_;
    std::size_t n_items_ = 0;
    std::array<Item, size> items_;
    std::array<Draw, size * n_words> draws_;
    std::array<std::uint32_t, size * n_words> words_;
};

}  // namespace sim
