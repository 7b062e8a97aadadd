#include "shared/ports/printer.hpp"

#include <string_view>

#include "shared/base/cbor.hpp"
#include "shared/base/limits.hpp"

namespace xf::ports {
namespace {

/// Sums up what a document has, and stops at the first bound.
class Count {
public:
    Status text(std::string_view text) {
        bytes_ += text.size();
        if (bytes_ > limits::kPrintBytes) return ErrorCode::print_too_long;
        return cbor::valid_utf8(as_bytes(text)) ? Status() : Status(ErrorCode::malformed);
    }
    Status block() {
        return ++blocks_ > limits::kPrintBlocks ? Status(ErrorCode::print_too_long) : Status();
    }
    Status block(const PrintedBlock& block) {
        XF_TRY(this->block());
        XF_TRY(text(block.value));
        for (const PrintedRun& run : block.runs) XF_TRY(text(run.text));
        for (const auto& row : block.rows) {
            XF_TRY(this->block());
            for (const std::string& cell : row) XF_TRY(text(cell));
        }
        return {};
    }

private:
    std::size_t bytes_ = 0;
    std::size_t blocks_ = 0;
};

}  // namespace

Status check(const PrintedDocument& document) {
    if (document.foot.size() > limits::kPrintFoot) return ErrorCode::print_too_long;
    Count count;
    for (const std::string& line : document.foot) XF_TRY(count.text(line));
    for (const PrintedBlock& block : document.blocks) XF_TRY(count.block(block));
    return {};
}

}  // namespace xf::ports
