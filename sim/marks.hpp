#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace sim {

/// A set of numbers below n, kept as one bit each: who is in it is found in order, at the price of
/// those in it rather than of all.
class Marks {
  public:
    Marks() = default;
    explicit Marks(std::size_t n) : words_((n + bits - 1) / bits) {}

    void set(std::size_t i, bool in) {
        const std::uint64_t bit = std::uint64_t{1} << i % bits;
        words_[i / bits] = in ? words_[i / bits] | bit : words_[i / bits] & ~bit;
    }

    /// Numbers below n from now on; those that are new are not in the set, none may be lost.
    void resize(std::size_t n) { words_.resize((n + bits - 1) / bits); }

    /// Only those stay that are in the other set too, which is of the same size.
    Marks& operator&=(const Marks& other) {
        for (std::size_t w = 0; w < words_.size(); ++w)
            words_[w] &= other.words_[w];
        return *this;
    }

    bool operator[](std::size_t i) const { return words_[i / bits] >> i % bits & 1; }

    /// Calls visit(i) for each i in the set, ascending. Members may leave meanwhile, none may come.
    template <class Visit>
    void for_each(Visit visit) const {
        for (std::size_t w = 0; w < words_.size(); ++w)
            for_each_in(w, visit);
    }

    /// The same, with approach(i) for each some time before its visit, for who has to be ready.
    template <class Visit, class Approach>
    void for_each(Visit visit, Approach approach) const {
        constexpr std::size_t ahead = 4;
        for (std::size_t w = 0; w < words_.size() + ahead; ++w) {
            if (w < words_.size())
                for_each_in(w, approach);
            if (w >= ahead)
                for_each_in(w - ahead, visit);
        }
    }

    /// Calls visit(i) for each i that is in only one of this set and another of the same size.
    template <class Visit>
    void for_each_difference(const Marks& other, Visit visit) const {
        for (std::size_t w = 0; w < words_.size(); ++w)
            for_each_bit(w, words_[w] ^ other.words_[w], visit);
    }

    bool operator==(const Marks&) const = default;

  private:
    static constexpr std::size_t bits = 64;

    template <class Visit>
    void for_each_in(std::size_t word, Visit& visit) const {
        for_each_bit(word, words_[word], visit);
    }

    template <class Visit>
    static void for_each_bit(std::size_t word, std::uint64_t left, Visit& visit) {
        for (; left != 0; left &= left - 1)
            visit(word * bits + static_cast<std::size_t>(std::countr_zero(left)));
    }

    std::vector<std::uint64_t> words_;
};

}  // namespace sim
