#include <sim/ensemble.hpp>

#include <gtest/gtest.h>

#include <chrono>
#include <stdexcept>
#include <thread>
#include <vector>

using namespace sim;

namespace {

constexpr unsigned all_thread_counts[] = {0, 1, 2, 5};

using Stop = const std::atomic<bool>&;

/// A recording that says whose it is.
Recording signed_by(Task task) {
    const double signature = static_cast<double>(task.scenario) + 1000.0 * task.replicate;
    return {{SeriesArray::Constant(2, 1, signature)}};
}

double signature(const Recording& recording) { return recording.series.at(0)(0, 0); }

void pause_briefly() { std::this_thread::sleep_for(std::chrono::milliseconds(2)); }

bool always(std::size_t) { return true; }

}  // namespace

TEST(Ensemble, collects_all_scenarios_of_a_replicate_before_the_next_replicate) {
    const std::vector<Task> expected{{0, 0}, {1, 0}, {2, 0}, {0, 1}, {1, 1}, {2, 1}};
    for (const unsigned threads : all_thread_counts) {
        std::vector<Task> collected;
        const auto simulate = [](Task task, Stop) {
            if (task == Task{0, 0})  // the first is the slowest
                std::this_thread::sleep_for(std::chrono::milliseconds(20));
            return signed_by(task);
        };
        const auto collect = [&](Task task, const Recording& recording) {
            EXPECT_EQ(signature(recording), signature(signed_by(task)));
            collected.push_back(task);
        };
        EXPECT_TRUE(run_ensemble(3, 2, threads, simulate, collect, always));
        EXPECT_EQ(collected, expected) << threads << " threads";
    }
}

TEST(Ensemble, collects_on_the_calling_thread) {
    const auto caller = std::this_thread::get_id();
    const auto on_caller = [&] { EXPECT_EQ(std::this_thread::get_id(), caller); };
    run_ensemble(
        2, 5, 3, [](Task task, Stop) { return signed_by(task); },
        [&](Task, const Recording&) { on_caller(); },
        [&](std::size_t) {
            on_caller();
            return true;
        });
}

TEST(Ensemble, keeps_at_most_two_runs_a_thread_waiting) {
    constexpr unsigned threads = 3;
    std::atomic<int> begun = 0;
    int collected = 0;
    const auto simulate = [&](Task task, Stop) {
        ++begun;
        return signed_by(task);
    };
    const auto collect = [&](Task, const Recording&) {
        pause_briefly();  // so that fast runs pile up
        EXPECT_LE(begun - collected, 2 * static_cast<int>(threads) + 1);  // 1: the one in hand
        ++collected;
    };
    EXPECT_TRUE(run_ensemble(2, 30, threads, simulate, collect, always));
    EXPECT_EQ(collected, 60);
}

TEST(Ensemble, interrupted_it_ends_the_runs_under_way_and_has_collected_a_prefix) {
    for (const unsigned threads : {1u, 2u, 5u}) {
        std::vector<Task> collected;
        const auto simulate = [](Task task, Stop stop) {
            while (task.replicate >= 2 && !stop)  // would never end by itself
                pause_briefly();
            return signed_by(task);
        };
        const auto collect = [&](Task task, const Recording&) { collected.push_back(task); };
        const auto until_four = [](std::size_t done) { return done < 4; };
        EXPECT_FALSE(run_ensemble(2, 9, threads, simulate, collect, until_four));
        EXPECT_EQ(collected, (std::vector<Task>{{0, 0}, {1, 0}, {0, 1}, {1, 1}}));
    }
}

TEST(Ensemble, asks_whether_to_proceed_during_a_long_run_and_at_the_end) {
    std::vector<std::size_t> asked;
    const auto simulate = [](Task task, Stop) {
        std::this_thread::sleep_for(std::chrono::milliseconds(350));
        return signed_by(task);
    };
    const auto proceed = [&](std::size_t done) {
        asked.push_back(done);
        return true;
    };
    EXPECT_TRUE(run_ensemble(1, 1, 1, simulate, [](Task, const Recording&) {}, proceed));
    ASSERT_GE(asked.size(), 2u);
    EXPECT_EQ(asked.front(), 0u);
    EXPECT_EQ(asked.back(), 1u);
}

TEST(Ensemble, of_several_failures_the_first_in_order_is_rethrown_when_all_threads_ended) {
    for (const unsigned threads : all_thread_counts) {
        std::atomic<int> under_way = 0;
        std::size_t collected = 0;
        const auto simulate = [&](Task task, Stop) {
            ++under_way;
            pause_briefly();
            --under_way;
            if (task.replicate >= 3)
                throw std::runtime_error("replicate " + std::to_string(task.replicate));
            return signed_by(task);
        };
        const auto collect = [&](Task, const Recording&) { ++collected; };
        try {
            run_ensemble(1, 20, threads, simulate, collect, always);
            ADD_FAILURE() << "no exception with " << threads << " threads";
        } catch (const std::runtime_error& error) {
            EXPECT_STREQ(error.what(), "replicate 3");
        }
        EXPECT_EQ(under_way, 0);
        EXPECT_EQ(collected, 3u);
    }
}

TEST(Ensemble, failures_to_collect_or_to_proceed_are_rethrown) {
    const auto simulate = [](Task task, Stop) { return signed_by(task); };
    const auto collect = [](Task, const Recording&) {};
    const auto full = [](Task, const Recording&) { throw std::runtime_error("disk full"); };
    const auto confused = [](std::size_t) -> bool { throw std::runtime_error("confused"); };
    for (const unsigned threads : all_thread_counts) {
        EXPECT_THROW(run_ensemble(2, 9, threads, simulate, full, always), std::runtime_error);
        EXPECT_THROW(run_ensemble(2, 9, threads, simulate, collect, confused), std::runtime_error);
    }
}

TEST(Ensemble, runs_of_groups_are_collected_in_the_order_of_scenarios_nevertheless) {
    const std::vector<Group> groups{{0, 3}, {1}, {2, 4}};
    for (const unsigned threads : all_thread_counts) {
        std::vector<Task> collected, expected;
        const auto simulate = [](const Group& group, std::uint32_t replicate, Stop) {
            std::vector<Recording> recordings;
            for (const std::size_t scenario : group)
                recordings.push_back(signed_by({scenario, replicate}));
            return recordings;
        };
        const auto collect = [&](Task task, const Recording& recording) {
            EXPECT_EQ(signature(recording), signature(signed_by(task)));
            expected.push_back({collected.size() % 5, std::uint32_t(collected.size() / 5)});
            collected.push_back(task);
        };
        EXPECT_TRUE(run_ensemble(groups, 3, threads, simulate, collect, always));
        EXPECT_EQ(collected, expected) << threads << " threads";
        EXPECT_EQ(collected.size(), 15u);
    }
}

TEST(Ensemble, without_runs_there_is_nothing_to_do) {
    const auto never = [](Task, Stop) -> Recording { throw std::runtime_error("never"); };
    for (const unsigned threads : all_thread_counts)
        EXPECT_TRUE(run_ensemble(0, 5, threads, never, [](Task, const Recording&) {}, always));
}
