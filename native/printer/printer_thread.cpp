#include "native/printer/printer_thread.hpp"

#include <utility>

#include "shared/base/assert.hpp"

namespace xf::native {

PrinterThread::PrinterThread(std::unique_ptr<Press> press, std::function<void()> wake)
    : press_(std::move(press)), wake_(std::move(wake)) {
    thread_ = std::thread([this] { run(); });
}

PrinterThread::~PrinterThread() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    wanted_.notify_one();
    thread_.join();
}

Result<ports::PrintJob> PrinterThread::start(ports::PrintedDocument document) {
    XF_TRY(ports::check(document));
    if (!takes(document.paper)) return Error{ErrorCode::no_paper, "not of this width"};
    {
        const std::lock_guard lock(mutex_);
        if (job_ != 0) return ErrorCode::print_busy;
        job_ = ++last_;
        XF_ASSERT(job_ != 0);
        document_ = std::move(document);
    }
    wanted_.notify_one();
    return last_;
}

std::optional<ports::Printer::Answer> PrinterThread::poll() {
    const std::lock_guard lock(mutex_);
    if (!answer_) return std::nullopt;
    job_ = 0;
    return std::exchange(answer_, std::nullopt);
}

void PrinterThread::run() {
    for (;;) {
        ports::PrintedDocument document;
        {
            std::unique_lock lock(mutex_);
            wanted_.wait(lock, [this] { return stopping_ || document_; });
            if (stopping_) return;
            document = *std::exchange(document_, std::nullopt);
        }
        Status outcome = press_->print(document, stopping_);
        {
            const std::lock_guard lock(mutex_);
            answer_ = Answer{job_, std::move(outcome)};
        }
        wake_();
    }
}

}  // namespace xf::native
