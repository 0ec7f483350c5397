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

/// How a job, the runs of a group, ended: with its recordings, or with an exception.
struct Outcome {
    std::vector<Recording> recordings;
    std::exception_ptr error;
};

/// Threads that work through the jobs 0, 1, 2 … and hand them over in that order.
class Crew {
  public:
    using Job =
        std::function<std::vector<Recording>(std::size_t index, const std::atomic<bool>& stop)>;

    Crew(std::size_t n_jobs, unsigned threads, Job job)
        : n_jobs_(n_jobs), window_(2 * std::size_t{threads}), job_(std::move(job)) {}

    Crew(const Crew&) = delete;
    Crew& operator=(const Crew&) = delete;

    /// Stops the jobs under way and waits for their threads.
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

    /// The next job in order, or nothing when it is not finished at the deadline.
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
                lock, [&] { return stop_ || taken_ == n_jobs_ || taken_ < collected_ + window_; });
            if (stop_ || taken_ == n_jobs_)
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
            return {job_(index, stop_), nullptr};
        } catch (...) {
            return {{}, std::current_exception()};
        }
    }

    const std::size_t n_jobs_;
    const std::size_t window_;  // jobs taken and not yet collected
    const Job job_;

    std::mutex mutex_;  // guards all below but stop_, which simulations read at any time
    std::condition_variable changed_;
    std::size_t taken_ = 0;
    std::size_t collected_ = 0;
    std::map<std::size_t, Outcome> finished_;
    std::atomic<bool> stop_{false};

    std::vector<std::thread> threads_;  // not std::jthread, which libc++ 14 lacks
};

/// Brings the runs of groups into the order of replicates and, of each, scenarios.
class Sorter {
  public:
    Sorter(std::size_t n_scenarios, const std::function<void(Task, const Recording&)>& collect)
        : n_scenarios_(n_scenarios), collect_(collect) {}

    /// Collects what is next in order and keeps the others.
    void add(Task task, Recording recording) {
        waiting_.emplace(index(task), std::move(recording));
        for (auto next = waiting_.find(done_); next != waiting_.end();
             next = waiting_.find(done_)) {
            collect_({done_ % n_scenarios_, static_cast<std::uint32_t>(done_ / n_scenarios_)},
                     next->second);
            waiting_.erase(next);
            ++done_;
        }
    }
    std::size_t done() const { return done_; }

  private:
    std::size_t index(Task task) const { return task.replicate * n_scenarios_ + task.scenario; }

    const std::size_t n_scenarios_;
    const std::function<void(Task, const Recording&)>& collect_;
    std::size_t done_ = 0;
    std::map<std::size_t, Recording> waiting_;
};

}  // namespace

bool run_ensemble(
    const std::vector<Group>& groups, std::uint32_t n_replicates, unsigned threads,
    const std::function<std::vector<Recording>(const Group&, std::uint32_t replicate,
                                               const std::atomic<bool>& stop)>& simulate,
    const std::function<void(Task, const Recording&)>& collect,
    const std::function<bool(std::size_t done)>& proceed) {
    std::size_t n_scenarios = 0;
    for (const Group& group : groups)
        n_scenarios += group.size();
    const auto replicate = [&](std::size_t job) {
        return static_cast<std::uint32_t>(job / groups.size());
    };
    const std::size_t n_jobs = groups.size() * n_replicates;
    Crew crew(n_jobs, threads, [&](std::size_t job, const std::atomic<bool>& stop) {
        return simulate(groups[job % groups.size()], replicate(job), stop);
    });
    crew.start(threads);

    Sorter sorter(n_scenarios, collect);
    auto next_poll = Clock::now() + poll_interval;
    for (std::size_t job = 0; job < n_jobs;) {
        if (std::optional<Outcome> outcome = crew.next(next_poll)) {
            if (outcome->error)
                std::rethrow_exception(outcome->error);
            const Group& group = groups[job % groups.size()];
            for (std::size_t i = 0; i < group.size(); ++i)
                sorter.add({group[i], replicate(job)}, std::move(outcome->recordings[i]));
            ++job;
        }
        if (Clock::now() < next_poll)
            continue;
        if (!proceed(sorter.done()))
            return false;
        next_poll = Clock::now() + poll_interval;
    }
    return proceed(sorter.done());
}

bool run_ensemble(std::size_t n_scenarios, std::uint32_t n_replicates, unsigned threads,
                  const std::function<Recording(Task, const std::atomic<bool>& stop)>& simulate,
                  const std::function<void(Task, const Recording&)>& collect,
                  const std::function<bool(std::size_t done)>& proceed) {
    std::vector<Group> alone;
    for (std::size_t scenario = 0; scenario < n_scenarios; ++scenario)
        alone.push_back({scenario});
    const auto one = [&](const Group& group, std::uint32_t replicate,
                         const std::atomic<bool>& stop) {
        std::vector<Recording> recordings;
        recordings.push_back(simulate({group.front(), replicate}, stop));
        return recordings;
    };
    return run_ensemble(alone, n_replicates, threads, one, collect, proceed);
}

}  // namespace sim
