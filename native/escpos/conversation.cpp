#include "native/escpos/conversation.hpp"

#include "native/escpos/commands.hpp"

namespace xf::native::escpos {
namespace {

constexpr int kMostJunk = 64;  // bytes that are no answer to what was asked

using Answer = std::optional<std::uint8_t>;

class Conversation {
public:
    Conversation(Link& link, bool& talks) : link_(link), talks_(talks) {}

    Status print(ByteView job) {
        link_.forget_said();
        XF_ASSIGN(const bool answers, ask_state());
        if (talks_ && !answers) return Error{ErrorCode::no_printer, "it does not answer"};
        XF_TRY(link_.write(job));
        return talks_ ? wait_for_paper() : link_.drain();
    }

private:
    /// Nothing where there is silence.
    Result<Answer> listen() {
        XF_ASSIGN(const Answer said, link_.read());
        if (said && (*said & kInTurnBits) == 0) in_turn_ = true;
        return said;
    }

    Result<Answer> ask(std::uint8_t which) {
        const std::uint8_t question[] = {kDle, kEot, which};
        XF_TRY(link_.write(question));
        for (int i = 0; i < kMostJunk; ++i) {
            XF_ASSIGN(const Answer said, listen());
            if (!said) return said;
            if ((*said & kFixedBits) != kFixed) continue;
            talks_ = true;
            return said;
        }
        return Answer();
    }

    /// Whether it answers. Errors: what is wrong with it.
    Result<bool> ask_state() {
        XF_ASSIGN(const Answer paper, ask(kAskPaper));
        if (!paper) return false;
        XF_ASSIGN(const Answer cause, ask(kAskCause));
        XF_ASSIGN(const Answer state, ask(kAskState));
        const std::uint8_t causes = cause.value_or(0);
        if ((*paper & kPaperEnd) != 0 || (causes & kStopped) != 0) return ErrorCode::no_paper;
        if ((causes & kCoverOpen) != 0) return Error{ErrorCode::no_printer, "its cover is open"};
        if ((causes & kBroken) != 0) return Error{ErrorCode::print_failed, "it says it is broken"};
        if ((state.value_or(0) & kOffLine) != 0)
            return Error{ErrorCode::no_printer, "it says it is off line"};
        return true;
    }

    /// Until it has taken all of the job off its buffer: paper may end while it prints. One that does
    /// not know that question is asked for a while whether all is well.
    Status wait_for_paper() {
        const std::uint8_t question[] = {kGs, 'r', 1};
        in_turn_ = false;
        XF_TRY(link_.write(question));
        XF_TRY(link_.drain());
        const auto now = std::chrono::steady_clock::now;
        const Moment until = now() + std::chrono::milliseconds(link_.patience().finish_ms);
        for (bool over = false; !over;) {
            XF_TRY(listen());
            over = in_turn_ || now() >= until;
            XF_ASSIGN(const bool answers, ask_state());
            if (!answers) return Error{ErrorCode::print_failed, "it no longer answers"};
        }
        return {};
    }

    Link& link_;
    bool& talks_;
    bool in_turn_ = false;  ///< an answer to GS r has come
};

}  // namespace

Status print(Link& link, ByteView job, bool& talks) { return Conversation(link, talks).print(job); }

}  // namespace xf::native::escpos
