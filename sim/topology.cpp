#include <sim/topology.hpp>

#include <sim/error.hpp>

#include <span>
#include <vector>

namespace sim {

Network star(std::uint32_t n) {
    if (n == 0)
        throw InputError("a star needs at least its center");
    return two_level_tree(n - 1, 0);
}

Network tree(std::uint32_t n, std::uint32_t at_root, std::uint32_t branching) {
    if (n > 1 && (at_root == 0 || (branching == 0 && n - 1 > at_root)))
        throw InputError(text("a tree of ", n, " nodes with ", at_root,
                              " children of the root and ", branching,
                              " of every other node has no place for all"));
    std::vector<Tie> ties;
    for (std::uint32_t child = 1; child < n; ++child)
        ties.push_back({child <= at_root ? 0 : 1 + (child - 1 - at_root) / branching, child});
    return Network::from_ties(n, ties);
}

Network two_level_tree(std::uint32_t n_sub_hubs, std::uint32_t leaves_each) {
    const std::uint64_t n = 1 + std::uint64_t{n_sub_hubs} * (1 + std::uint64_t{leaves_each});
    if (n > UINT32_MAX / 2)
        throw InputError(text("a tree of ", n, " nodes is too large"));
    return tree(static_cast<std::uint32_t>(n), n_sub_hubs, leaves_each);
}

Network k_ary_tree(std::uint32_t branching, std::uint32_t height) {
    std::uint64_t n = 1;
    for (std::uint64_t level = 1, width = 1; level <= height && branching > 0; ++level) {
        width *= branching;
        n += width;
        if (n > UINT32_MAX / 2)
            throw InputError(text("a tree of height ", height, " in which each node has ",
                                  branching, " children is too large"));
    }
    return tree(static_cast<std::uint32_t>(n), branching, branching);
}

namespace {

struct Step {
    int down, right;
};

// The further half of a station's neighbors; the other half are those to whom it is further.
std::span<const Step> steps(Redundancy redundancy) {
    static constexpr Step nearest[]{{1, 0}, {0, 1}, {1, 1}, {1, -1}, {2, 0}, {0, 2}};
    static constexpr Step knight[]{{1, 0}, {0, 1}, {1, 1},  {1, -1},
                                   {1, 2}, {2, 1}, {2, -1}, {1, -2}};
    switch (redundancy) {
    case Redundancy::r1:
    case Redundancy::r1_5:
    case Redundancy::r2:
        return std::span(nearest).first(2);
    case Redundancy::r3:
        return std::span(nearest).first(3);
    case Redundancy::r4:
        return std::span(nearest).first(4);
    case Redundancy::r6:
        return nearest;
    case Redundancy::r8:
        return knight;
    }
    ensure(false, "every redundancy has its steps");
    return {};
}

// R1 and R1.5 thin out R2: bricks miss every second link down, the serpentine all but its turns.
bool is_built(Redundancy redundancy, std::uint32_t row, std::uint32_t column, std::uint32_t columns,
              Step step) {
    if (step.down == 0)
        return true;
    if (redundancy == Redundancy::r1)
        return column == (row % 2 == 0 ? columns - 1 : 0);
    if (redundancy == Redundancy::r1_5)
        return (row + column) % 2 == 0;
    return true;
}

void require_area(std::uint32_t rows, std::uint32_t columns, std::uint32_t at_least) {
    if (rows < at_least || columns < at_least || std::uint64_t{rows} * columns > UINT32_MAX / 16)
        throw InputError(text("a grid of ", rows, " × ", columns,
                              " is impossible; allowed are at least ", at_least,
                              " rows and columns and at most ", UINT32_MAX / 16, " nodes"));
}

}  // namespace

Network baran_grid(std::uint32_t rows, std::uint32_t columns, Redundancy redundancy) {
    require_area(rows, columns, 1);
    std::vector<Tie> ties;
    for (std::uint32_t row = 0; row < rows; ++row)
        for (std::uint32_t column = 0; column < columns; ++column)
            for (const Step step : steps(redundancy)) {
                // A step beyond the left border wraps around to a huge number, so one test does.
                const std::uint32_t to_row = row + static_cast<std::uint32_t>(step.down);
                const std::uint32_t to_column = column + static_cast<std::uint32_t>(step.right);
                if (to_row < rows && to_column < columns &&
                    is_built(redundancy, row, column, columns, step))
                    ties.push_back({row * columns + column, to_row * columns + to_column});
            }
    return Network::from_ties(rows * columns, ties);
}

Network moore_torus(std::uint32_t rows, std::uint32_t columns) {
    require_area(rows, columns, 3);
    std::vector<Tie> ties;
    for (std::uint32_t row = 0; row < rows; ++row)
        for (std::uint32_t column = 0; column < columns; ++column) {
            const std::uint32_t node = row * columns + column;
            const std::uint32_t below = (row + 1) % rows * columns;
            const std::uint32_t right = (column + 1) % columns;
            const std::uint32_t left = (column + columns - 1) % columns;
            ties.push_back({node, row * columns + right});
            for (const std::uint32_t to_column : {left, column, right})
                ties.push_back({node, below + to_column});
        }
    return Network::from_ties(rows * columns, ties);
}

Network ring_lattice(std::uint32_t n, std::uint32_t k) {
    if (k % 2 != 0 || k >= n)
        throw InputError(text("a ring of ", n, " nodes cannot give each ", k,
                              " neighbors; allowed are even numbers below ", n));
    std::vector<Tie> ties;
    for (std::uint32_t node = 0; node < n; ++node)
        for (std::uint32_t step = 1; step <= k / 2; ++step)
            ties.push_back({node, (node + step) % n});
    return Network::from_ties(n, ties);
}

Network complete(std::uint32_t n) {
    if (n > 65536)
        throw InputError(text("a complete network of ", n, " nodes is too large; at most 65536"));
    std::vector<Tie> ties;
    for (std::uint32_t b = 1; b < n; ++b)
        for (std::uint32_t a = 0; a < b; ++a)
            ties.push_back({a, b});
    return Network::from_ties(n, ties);
}

Network line(std::uint32_t n) {
    std::vector<Tie> ties;
    for (std::uint32_t node = 1; node < n; ++node)
        ties.push_back({node - 1, node});
    return Network::from_ties(n, ties);
}

}  // namespace sim
