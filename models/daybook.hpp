#pragma once

#include <models/names.hpp>

#include <Eigen/Core>
#include <array>
#include <cstdint>

/// What is counted while a day runs, for observation and for proof.
namespace models {

/// A count for each territory and each of some categories: [n_territories, n_categories].
using Counts = Eigen::Array<std::int64_t, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

/// What happened today; cleared every morning. Rows are territories.
struct Daybook {
    Counts withdrawals;     ///< [n, reasons] persons
    Counts returns;         ///< [n, 1] persons
    Counts joins;           ///< [n, 1] persons who engaged, pauses not counted
    Counts made;            ///< [n, products] units accepted by their maker
    Counts by_process;      ///< [1, processes] units accepted by their maker
    Counts failed;          ///< [n, products] units scrapped by their maker
    Counts refused;         ///< [n, products] units refused by the requester
    Counts delivered;       ///< [n, products] units
    Counts by_channel;      ///< [1, channels] units delivered
    Counts asked;           ///< [n, products] units ordered
    Counts industry;        ///< [n, products] units from official supply and industry
    Counts useless;         ///< [n, 1] offers that met no open order
    Counts lost;            ///< [n, 1] orders given up
    Counts doubled;         ///< [n, 1] orders of which a copy was kept
    Counts money;           ///< [n, sources] cents spent on material
    Counts given_up;        ///< [n, products] units of orders given up
    Counts material_asked;  ///< [n, materials] of suppliers, small units
    Counts material_short;  ///< [n, materials] of that in vain, small units
    Eigen::Array<std::int64_t, Eigen::Dynamic, 1> minutes;  ///< [n] minutes worked
    Eigen::ArrayXd waiting_days;  ///< [n] days waited, summed over delivered units

    void clear(std::size_t n_territories) {
        const auto n = static_cast<Eigen::Index>(n_territories);
        for (Counts* counts : {&made, &failed, &refused, &delivered, &asked, &industry, &given_up})
            *counts = Counts::Zero(n, products.size());
        for (Counts* counts : {&returns, &joins, &useless, &lost, &doubled})
            *counts = Counts::Zero(n, 1);
        withdrawals = Counts::Zero(n, reasons.size());
        money = Counts::Zero(n, n_sources);
        for (Counts* counts : {&material_asked, &material_short})
            *counts = Counts::Zero(n, n_materials);
        by_process = Counts::Zero(1, processes.size());
        by_channel = Counts::Zero(1, channels.size());
        minutes = Eigen::Array<std::int64_t, Eigen::Dynamic, 1>::Zero(n);
        waiting_days = Eigen::ArrayXd::Zero(n);
    }
};

/// Totals since day 0, kept only to prove that nothing appears or vanishes.
struct Accounts {
    std::array<std::int64_t, n_materials> initial{}, received{}, used{}, wasted{};
    std::array<std::int64_t, n_products> started{}, failed{}, accepted{}, refused{}, delivered{};
    std::array<std::int64_t, n_products> requested{}, cancelled{};
    std::array<std::int64_t, n_products> doubled{};  ///< units of orders of which a copy was kept
    std::array<std::int64_t, n_sources> paid_in{}, spent{};  ///< cents; own money counts as paid in
};

}  // namespace models
