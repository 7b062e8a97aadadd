// ports::Printer whose documents are put on paper in a thread of its own, so that the program's never
// waits: not for a disk, and not for a machine that hangs. It says by `wake` that an answer can be polled.
#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

#include "shared/ports/printer.hpp"

namespace xf::native {

/// One kind of printer. All but takes() is called on the printer's own thread.
class Press {
public:
    virtual ~Press() = default;

    /// Never changes.
    virtual bool takes(ports::Paper paper) const = 0;
    /// Gives up soon after `stopping` has become true.
    virtual Status print(const ports::PrintedDocument& document,
                         const std::atomic<bool>& stopping) = 0;
};

class PrinterThread : public ports::Printer {
public:
    /// `wake` is called on the other thread, with no lock held.
    PrinterThread(std::unique_ptr<Press> press, std::function<void()> wake);
    /// Gives up what is being printed, and joins the thread.
    ~PrinterThread() override;

    bool takes(ports::Paper paper) const override { return press_->takes(paper); }
    Result<ports::PrintJob> start(ports::PrintedDocument document) override;
    std::optional<Answer> poll() override;

private:
    void run();

    const std::unique_ptr<Press> press_;
    const std::function<void()> wake_;
    ports::PrintJob last_ = 0;

    std::mutex mutex_;  // of all below
    std::condition_variable wanted_;
    ports::PrintJob job_ = 0;  ///< until its answer was polled
    std::optional<ports::PrintedDocument> document_;
    std::optional<Answer> answer_;
    std::atomic<bool> stopping_ = false;  ///< a press looks at it as well, without the lock

    std::thread thread_;
};

}  // namespace xf::native
