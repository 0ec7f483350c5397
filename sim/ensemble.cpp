#include <sim/ensemble.hpp>

#include <chrono>
#include <condition_variable>
#include <exception>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace sim {
namespace {

using Clock = std::chrono::steady_clock;
constexpr std::chrono::milliseconds poll_interval{100};

/// How a run ended: with its recording, or with an exception.
struct Outcome {
    Recording recording;
    std::exception_ptr error;
};

/// Threads that work through the runs 0, 1, 2 … and hand them over in that order.
class Crew {
  public:
    using Run = std::function<Recording(std::size_t index, const std::atomic<bool>& stop)>;

    Crew(std::size_t n_runs, unsigned threads, Run run)
        : n_runs_(n_runs), window_(2 * std::size_t{threads}), run_(std::move(run)) {}

    Crew(const Crew&) = delete;
    Crew& operator=(const Crew&) = delete;

    /// Stops the runs under way and waits for their threads.
    ~Crew() {
        {
            const std::lock_guard lock(mutex_);
            stop_ = true;
        }
        changed_.notify_all();
        for (std::thread& thread : threads_)
            thread.join();
    }

    // Not in the constructor: if one thread cannot start, the destructor must end the others.
    void start(unsigned threads) {
        for (unsigned t = 0; t < threads; ++t)
            threads_.emplace_back([this] { work(); });
    }

    /// The next run in order, or nothing when it is not finished at the deadline.
    std::optional<Outcome> next(Clock::time_point deadline) {
        if (threads_.empty())
            return attempt(taken_++);
        std::unique_lock lock(mutex_);
        if (!changed_.wait_until(lock, deadline, [&] { return finished_.contains(collected_); }))
            return std::nullopt;
        Outcome outcome = std::move(finished_.extract(collected_).mapped());
        ++collected_;
        changed_.notify_all();
        return outcome;
    }

  private:
    void work() {
        std::unique_lock lock(mutex_);
        while (true) {
            changed_.wait(
                lock, [&] { return stop_ || taken_ == n_runs_ || taken_ < collected_ + window_; });
            if (stop_ || taken_ == n_runs_)
                return;
            const std::size_t index = taken_++;
            lock.unlock();
            Outcome outcome = attempt(index);
            lock.lock();
            finished_.emplace(index, std::move(outcome));
            changed_.notify_all();
        }
    }

    Outcome attempt(std::size_t index) const {
        try {
            return {run_(index, stop_), nullptr};
        } catch (...) {
            return {{}, std::current_exception()};
        }
    }

    const std::size_t n_runs_;
    const std::size_t window_;  // runs taken and not yet collected
    const Run run_;

    std::mutex mutex_;  // guards all below but stop_, which simulations read at any time
    std::condition_variable changed_;
    std::size_t taken_ = 0;
    std::size_t collected_ = 0;
    std::map<std::size_t, Outcome> finished_;
    std::atomic<bool> stop_{false};

    std::vector<std::thread> threads_;  // not std::jthread, which libc++ 14 lacks
};

}  // namespace

bool run_ensemble(std::size_t n_scenarios, std::uint32_t n_replicates, unsigned threads,
                  const std::function<Recording(Task, const std::atomic<bool>& stop)>& simulate,
                  const std::function<void(Task, const Recording&)>& collect,
                  const std::function<bool(std::size_t done)>& proceed) {
    const std::size_t n_runs = n_scenarios * n_replicates;
    const auto task = [&](std::size_t index) {
        return Task{index % n_scenarios, static_cast<std::uint32_t>(index / n_scenarios)};
    };
    Crew crew(n_runs, threads, [&](std::size_t index, const std::atomic<bool>& stop) {
        return simulate(task(index), stop);
    });
    crew.start(threads);

    auto next_poll = Clock::now() + poll_interval;
    for (std::size_t done = 0; done < n_runs;) {
        if (const std::optional<Outcome> outcome = crew.next(next_poll)) {
            if (outcome->error)
                std::rethrow_exception(outcome->error);
            collect(task(done), outcome->recording);
            ++done;
        }
        if (Clock::now() < next_poll)
            continue;
        if (!proceed(done))
            return false;
        next_poll = Clock::now() + poll_interval;
    }
    return proceed(n_runs);
}

}  // namespace sim
