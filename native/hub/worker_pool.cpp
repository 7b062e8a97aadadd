#include "native/hub/worker_pool.hpp"

namespace xf::hub {

WorkerPool::WorkerPool(HttpRoutes& routes, const KeepAlive& keep_alive, std::size_t threads,
                       std::size_t queue)
    : queue_limit_(queue) {
    for (std::size_t i = 0; i < threads; ++i)
        threads_.emplace_back([this, &routes, keep_alive] { work(routes, keep_alive); });
}

WorkerPool::~WorkerPool() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
        jobs_.clear();
    }
    wake_.notify_all();
    for (std::thread& thread : threads_) thread.join();
}

bool WorkerPool::submit(Job job, bool urgent) {
    {
        const std::lock_guard lock(mutex_);
        if (!urgent && jobs_.size() >= queue_limit_) return false;
        jobs_.insert(urgent ? jobs_.begin() : jobs_.end(), std::move(job));
    }
    wake_.notify_one();
    return true;
}

void WorkerPool::work(HttpRoutes& routes, const KeepAlive& keep_alive) {
    HttpExchange exchange(routes, keep_alive);
    for (;;) {
        Job job;
        {
            std::unique_lock lock(mutex_);
            wake_.wait(lock, [this] { return stopping_ || !jobs_.empty(); });
            if (stopping_) return;
            job = std::move(jobs_.front());
            jobs_.pop_front();
        }
        job(exchange);
    }
}

}  // namespace xf::hub
