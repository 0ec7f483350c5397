#include <models/bill.hpp>

#include <sim/error.hpp>

#include <cmath>
#include <optional>
#include <set>
#include <span>

namespace models::bill {
namespace {

constexpr double largest = 1e6;

/// The index of the name in a row among the known ones.
std::size_t known(const sim::Table& table, std::string_view column, std::size_t row,
                  std::span<const std::string_view> names) {
    const std::string& name = table.texts(column)[row];
    const auto found = std::ranges::find(names, name);
    if (found == names.end()) {
        const std::vector<std::string> all(names.begin(), names.end());
        throw sim::InputError(sim::text(table.place(row), ": there is no ", column, " '", name, "'",
                                        sim::hint(name, all)));
    }
    return static_cast<std::size_t>(found - names.begin());
}

Process process_in(const sim::Table& table, std::size_t row) {
    const std::size_t product = known(table, "product", row, products);
    const auto process = static_cast<Process>(known(table, "process", row, processes));
    const std::string_view name = processes[index(process)];
    if (process == Process::small_firm)
        throw sim::InputError(sim::text(table.place(row), ": a ", name,
                                        " brings its own material; allowed are printing, laser, "
                                        "sewing"));
    if (index(product_of(process)) != product)
        throw sim::InputError(sim::text(table.place(row), ": ", name, " makes no ",
                                        products[product], "; it makes ",
                                        products[index(product_of(process))]));
    return process;
}

std::int64_t amount(const sim::Table& table, std::string_view column, std::size_t row) {
    const double number = table.numbers(column)[row];
    if (!(number >= 0 && number <= largest) || number != std::floor(number))
        throw sim::InputError(sim::text(table.place(row), ": ", column, " = ", number,
                                        "; allowed are whole numbers from 0 to ", largest));
    return static_cast<std::int64_t>(number);
}

}  // namespace

AmountsByProcess read(const sim::Table& table) {
    AmountsByProcess amounts{};
    std::set<std::pair<Process, std::size_t>> seen;
    for (std::size_t row = 0; row < table.n_rows(); ++row) {
        const Process process = process_in(table, row);
        const std::size_t material = known(table, "material", row, materials);
        if (!seen.emplace(process, material).second)
            throw sim::InputError(sim::text(table.place(row), ": ", materials[material], " for ",
                                            processes[index(process)],
                                            " stands here a second time; allowed is one row"));
        amounts[index(process)].worst[material] = amount(table, "worst", row);
        amounts[index(process)].best[material] = amount(table, "best", row);
    }
    return amounts;
}

}  // namespace models::bill
