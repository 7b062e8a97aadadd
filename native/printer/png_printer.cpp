#include "native/printer/png_printer.hpp"

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <utility>

#include "native/printer/page_layout.hpp"
#include "native/printer/png_file.hpp"
#include "native/printer/png_folder.hpp"
#include "shared/base/assert.hpp"

namespace xf::native {
namespace {

Canvas drawn(const PageLayout& page, int width, PrinterFonts& fonts) {
    Canvas out(width, page.height);
    for (const Mark& mark : page.marks) {
        if (mark.text.empty())
            out.box(mark.x, mark.y, mark.width, mark.height);
        else
            out.text(mark.x, mark.y, mark.text, mark.em, mark.strong, fonts);
    }
    return out;
}

}  // namespace

/// Both threads' meeting place. Only the worker's thread touches fonts and folder.
class PngPrinter::Worker {
public:
    explicit Worker(PngPrinterConfig config) : config_(std::move(config)) {
        thread_ = std::thread([this] { run(); });
    }
    ~Worker() {
        {
            const std::lock_guard lock(mutex_);
            stopping_ = true;
        }
        wanted_.notify_one();
        thread_.join();
    }

    /// False while a document is printed, or its answer was not polled.
    bool start(ports::PrintJob job, ports::PrintedDocument document) {
        {
            const std::lock_guard lock(mutex_);
            if (job_ != 0) return false;
            job_ = job;
            document_ = std::move(document);
        }
        wanted_.notify_one();
        return true;
    }

    std::optional<Answer> next() {
        const std::lock_guard lock(mutex_);
        if (!answer_) return std::nullopt;
        job_ = 0;
        return std::exchange(answer_, std::nullopt);
    }

private:
    void run() {
        for (;;) {
            ports::PrintedDocument document;
            {
                std::unique_lock lock(mutex_);
                wanted_.wait(lock, [this] { return stopping_ || document_; });
                if (stopping_) return;
                document = *std::exchange(document_, std::nullopt);
            }
            Status outcome = print(document);
            if (fonts_) fonts_->forget();  // the next document has other characters
            {
                const std::lock_guard lock(mutex_);
                answer_ = Answer{job_, std::move(outcome)};
            }
            config_.wake();
        }
    }

    Status print(const ports::PrintedDocument& document) {
        if (!fonts_) {
            auto loaded = PrinterFonts::load(config_.fonts);
            if (!loaded.ok()) return Error{ErrorCode::print_failed, loaded.error().detail};
            fonts_ = *std::move(loaded);
        }
        XF_ASSIGN(const std::vector<PageLayout> pages, lay_out(document, *fonts_));
        const Sheet& sheet = sheet_of(document.paper);
        PngFolder folder(config_.folder);
        for (const PageLayout& page : pages) {
            if (stopping_) return ErrorCode::print_failed;
            const Canvas canvas = drawn(page, sheet.width, *fonts_);
            XF_TRY(folder.add(png_of(canvas, {sheet.dots_per_mm, sheet.two_tone})));
        }
        return folder.close();
    }

    const PngPrinterConfig config_;
    std::unique_ptr<PrinterFonts> fonts_;

    std::mutex mutex_;  // of all below
    std::condition_variable wanted_;
    ports::PrintJob job_ = 0;  ///< until its answer was polled
    std::optional<ports::PrintedDocument> document_;
    std::optional<Answer> answer_;
    std::atomic<bool> stopping_ = false;  ///< also looked at between pages, without the lock

    std::thread thread_;
};

PngPrinter::PngPrinter(PngPrinterConfig config) : receipt_(config.receipt) {
    XF_ASSERT(receipt_ != ports::Paper::a4);
    worker_ = std::make_unique<Worker>(std::move(config));
}

PngPrinter::~PngPrinter() = default;

bool PngPrinter::takes(ports::Paper paper) const {
    return paper == receipt_ || paper == ports::Paper::a4;
}

Result<ports::PrintJob> PngPrinter::start(ports::PrintedDocument document) {
    XF_TRY(ports::check(document));
    if (!takes(document.paper)) return Error{ErrorCode::no_paper, "not of this width"};
    const ports::PrintJob job = last_ + 1;
    XF_ASSERT(job != 0);
    if (!worker_->start(job, std::move(document))) return ErrorCode::print_busy;
    last_ = job;
    return job;
}

std::optional<ports::Printer::Answer> PngPrinter::poll() { return worker_->next(); }

}  // namespace xf::native
