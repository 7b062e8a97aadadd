// The bounds of what any printer takes.
#include "shared/ports/printer.hpp"

#include <catch_amalgamated.hpp>

#include "shared/base/limits.hpp"

namespace xf::test {
namespace {

using ports::PrintedDocument;

ErrorCode told(const PrintedDocument& document) {
    const Status status = ports::check(document);
    REQUIRE_FALSE(status.ok());
    return status.error().code;
}

PrintedDocument of_blocks(std::size_t count) {
    PrintedDocument out;
    out.blocks.resize(count);
    return out;
}

}  // namespace

TEST_CASE("a printed document has so many blocks, and rows of tables count as well") {
    CHECK(ports::check(of_blocks(limits::kPrintBlocks)).ok());
    CHECK(told(of_blocks(limits::kPrintBlocks + 1)) == ErrorCode::print_too_long);
    PrintedDocument table = of_blocks(1);
    table.blocks[0].rows.resize(limits::kPrintBlocks - 1);
    CHECK(ports::check(table).ok());
    table.blocks[0].rows.emplace_back();
    CHECK(told(table) == ErrorCode::print_too_long);
}

TEST_CASE("its foot has so many lines") {
    PrintedDocument document;
    document.foot.resize(limits::kPrintFoot);
    CHECK(ports::check(document).ok());
    document.foot.emplace_back();
    CHECK(told(document) == ErrorCode::print_too_long);
}

TEST_CASE("all its texts together have so many bytes, of UTF-8") {
    PrintedDocument whole = of_blocks(2);
    whole.foot = {"f"};
    whole.blocks[0].runs = {{"r", false}, {"", true}};
    whole.blocks[0].value = "v";
    whole.blocks[1].rows = {{"c"}, {}};
    const auto& texts = {&whole.foot[0], &whole.blocks[0].runs[1].text, &whole.blocks[0].value,
                         &whole.blocks[1].rows[0][0]};
    for (std::string* const text : texts) {
        const std::string before = *text;
        *text = before + std::string(limits::kPrintBytes - 4, 'x');
        CHECK(ports::check(whole).ok());
        *text += 'x';
        CHECK(told(whole) == ErrorCode::print_too_long);
        *text = before + "\xC3";
        CHECK(told(whole) == ErrorCode::malformed);
        *text = before;
    }
}

}  // namespace xf::test
