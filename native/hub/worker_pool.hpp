// A fixed number of threads with a bounded queue in front of them.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "native/hub/http_exchange.hpp"

namespace xf::hub {

class WorkerPool {
public:
    using Job = std::function<void(HttpExchange&)>;

    WorkerPool(HttpRoutes& routes, const KeepAlive& keep_alive, std::size_t threads,
               std::size_t queue);
    /// Lets the jobs that are being worked on finish, and drops the waiting ones.
    ~WorkerPool();

    /// False when the queue is full. One that is `urgent` goes to its front, and always fits.
    bool submit(Job job, bool urgent);

private:
    void work(HttpRoutes& routes, const KeepAlive& keep_alive);

    std::size_t queue_limit_;
    std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<Job> jobs_;
    bool stopping_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace xf::hub
