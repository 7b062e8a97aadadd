// Receipts, and what a virtual printer makes of bytes.
#pragma once

#include <string>

#include "native/escpos/document.hpp"
#include "native/escpos/virtual_printer.hpp"
#include "tests/support/require.hpp"

namespace xf::native::escpos::test {

using ports::Paper;
using ports::PrintedBlock;
using ports::PrintedDocument;
using xf::test::error_of;
using xf::test::need;
using Kind = PrintedBlock::Kind;
using Place = PrintedBlock::Place;

constexpr Paper kRolls[] = {Paper::receipt_58, Paper::receipt_80};

inline PrintedBlock block(Kind kind, std::string words, std::string value = {}) {
    PrintedBlock out;
    out.kind = kind;
    if (!words.empty()) out.runs.push_back({std::move(words), false});
    out.value = std::move(value);
    return out;
}

inline PrintedDocument sample(Paper paper) {
    PrintedDocument out;
    out.paper = paper;
    out.blocks = {block(Kind::title, "兑换小票"),
                  block(Kind::pair, "家庭", "示例张家"),
                  block(Kind::rule, ""),
                  block(Kind::pair, "肥皂 ×2", "8 分"),
                  block(Kind::qr, "", "XF1:R:2-1-17:0F8A"),
                  block(Kind::text, "请保管好")};
    out.blocks.back().place = Place::centre;
    return out;
}

inline std::string repeated(std::string_view words, int times) {
    std::string out;
    for (int i = 0; i < times; ++i) out += words;
    return out;
}

/// The one piece that is printed of it.
inline Receipt printed(const PrintedDocument& document) {
    VirtualPrinter printer(document.paper);
    need(printer.take(need(bytes_of(document))));
    need(printer.end());
    const auto pieces = printer.cut();
    REQUIRE(pieces.size() == 1);
    return pieces[0];
}

/// Its lines, one below the other, without the feed at the end.
inline std::string words_on(const Receipt& receipt) {
    std::string out;
    for (const PrintedLine& line : receipt) out += line.text + "\n";
    return out.substr(0, out.find_last_not_of('\n') + 1);
}

}  // namespace xf::native::escpos::test
