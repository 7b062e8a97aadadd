#include "native/kiosk/curl_transport.hpp"

#include <curl/curl.h>

#include <map>
#include <mutex>
#include <set>
#include <thread>
#include <utility>
#include <vector>

#include "native/kiosk/curl_exchange.hpp"
#include "shared/base/assert.hpp"

namespace xf::native {
namespace {

// libcurl knows its own deadlines; this only bounds a wait without any.
constexpr int kLongestWaitMs = 60'000;

void begin_curl() {
    static const CURLcode kBegun = curl_global_init(CURL_GLOBAL_DEFAULT);
    XF_ASSERT(kBegun == CURLE_OK);
}

}  // namespace

/// Both threads' meeting place. Only the worker's thread touches exchanges and handles.
class CurlTransport::Worker {
public:
    Worker(std::string origin, std::function<void()> wake)
        : origin_(std::move(origin)), wake_(std::move(wake)), multi_(curl_multi_init()) {
        XF_ASSERT(multi_ != nullptr);
        thread_ = std::thread([this] { run(); });
    }

    ~Worker() {
        {
            const std::lock_guard lock(mutex_);
            stopping_ = true;
        }
        curl_multi_wakeup(multi_);
        thread_.join();
        curl_multi_cleanup(multi_);
    }

    void start(ports::RequestId id, ports::HttpRequest request) {
        {
            const std::lock_guard lock(mutex_);
            open_.insert(id);
            starting_.emplace_back(id, std::move(request));
        }
        curl_multi_wakeup(multi_);
    }

    void cancel(ports::RequestId id) {
        {
            const std::lock_guard lock(mutex_);
            if (open_.erase(id) == 0) return;
            std::erase_if(answers_, [id](const Answer& answer) { return answer.id == id; });
            cancelled_.push_back(id);
        }
        curl_multi_wakeup(multi_);
    }

    std::optional<Answer> next() {
        const std::lock_guard lock(mutex_);
        if (answers_.empty()) return std::nullopt;
        Answer out = std::move(answers_.front());
        answers_.erase(answers_.begin());
        open_.erase(out.id);
        return out;
    }

private:
    void run() {
        while (take_orders()) {
            int running = 0;
            XF_ASSERT(curl_multi_perform(multi_, &running) == CURLM_OK);
            if (collect()) wake_();
            XF_ASSERT(curl_multi_poll(multi_, nullptr, 0, kLongestWaitMs, nullptr) == CURLM_OK);
        }
        while (!under_way_.empty()) drop(under_way_.begin()->first);
    }

    /// False once the program ends.
    bool take_orders() {
        std::vector<std::pair<ports::RequestId, ports::HttpRequest>> starting;
        std::vector<ports::RequestId> cancelled;
        {
            const std::lock_guard lock(mutex_);
            if (stopping_) return false;
            starting.swap(starting_);
            cancelled.swap(cancelled_);
        }
        for (auto& [id, request] : starting) {
            auto exchange = std::make_unique<CurlExchange>(origin_, id, std::move(request));
            XF_ASSERT(curl_multi_add_handle(multi_, exchange->handle()) == CURLM_OK);
            under_way_.emplace(id, std::move(exchange));
        }
        for (const ports::RequestId id : cancelled) drop(id);
        return true;
    }

    void drop(ports::RequestId id) {
        const auto found = under_way_.find(id);
        if (found == under_way_.end()) return;
        curl_multi_remove_handle(multi_, found->second->handle());
        under_way_.erase(found);
    }

    bool collect() {
        bool any = false;
        int left = 0;
        while (const CURLMsg* const message = curl_multi_info_read(multi_, &left)) {
            char* kept = nullptr;
            XF_ASSERT(curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &kept) == CURLE_OK);
            auto& exchange = *reinterpret_cast<CurlExchange*>(kept);
            const ports::RequestId id = exchange.id();
            Answer answer{id, exchange.reply(message->data.result)};
            drop(id);
            const std::lock_guard lock(mutex_);
            if (!open_.contains(id)) continue;  // cancelled meanwhile
            answers_.push_back(std::move(answer));
            any = true;
        }
        return any;
    }

    const std::string origin_;
    const std::function<void()> wake_;
    CURLM* multi_;
    std::map<ports::RequestId, std::unique_ptr<CurlExchange>> under_way_;

    std::mutex mutex_;  // of all below; the core has only a handful of requests open at a time
    std::set<ports::RequestId> open_;
    std::vector<std::pair<ports::RequestId, ports::HttpRequest>> starting_;
    std::vector<ports::RequestId> cancelled_;
    std::vector<Answer> answers_;
    bool stopping_ = false;

    std::thread thread_;
};

CurlTransport::CurlTransport(std::string origin, std::function<void()> wake) {
    begin_curl();
    worker_ = std::make_unique<Worker>(std::move(origin), std::move(wake));
}

CurlTransport::~CurlTransport() = default;

ports::RequestId CurlTransport::start(ports::HttpRequest request) {
    // "//host" or "@host" would leave the origin.
    XF_ASSERT(request.path.starts_with('/') && !request.path.starts_with("//"));
    const ports::RequestId id = ++last_;
    XF_ASSERT(id != 0);
    worker_->start(id, std::move(request));
    return id;
}

void CurlTransport::cancel(ports::RequestId id) { worker_->cancel(id); }

std::optional<ports::Transport::Answer> CurlTransport::poll() { return worker_->next(); }

}  // namespace xf::native
