// A printer that keeps what it was given, and prints at the next poll.
#pragma once

#include <algorithm>
#include <utility>
#include <vector>

#include "shared/ports/printer.hpp"

namespace xf::test {

class FakePrinter final : public ports::Printer {
public:
    explicit FakePrinter(std::vector<ports::Paper> papers = {ports::Paper::receipt_80,
                                                             ports::Paper::a4})
        : papers_(std::move(papers)) {}

    bool takes(ports::Paper paper) const override {
        return std::find(papers_.begin(), papers_.end(), paper) != papers_.end();
    }

    Result<ports::PrintJob> start(ports::PrintedDocument document) override {
        XF_TRY(ports::check(document));
        if (!takes(document.paper)) return ErrorCode::no_paper;
        if (waiting_) return ErrorCode::print_busy;
        waiting_ = std::move(document);
        return ++last_;
    }

    std::optional<Answer> poll() override {
        if (slow || !waiting_) return std::nullopt;
        auto document = std::exchange(waiting_, std::nullopt);
        if (fault) return Answer{last_, *fault};
        printed.push_back(*std::move(document));
        return Answer{last_, {}};
    }

    std::vector<ports::PrintedDocument> printed;
    std::optional<ErrorCode> fault;  ///< out of paper, say, until it is taken away
    bool slow = false;               ///< nothing is answered meanwhile

private:
    std::vector<ports::Paper> papers_;
    std::optional<ports::PrintedDocument> waiting_;
    ports::PrintJob last_ = 0;
};

}  // namespace xf::test
