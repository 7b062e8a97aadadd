#include "shared/app/paper.hpp"

#include <algorithm>

#include "shared/base/fill.hpp"

namespace xf::app {
namespace {

using ports::PrintedBlock;
using ports::PrintedDocument;
using Kind = PrintedBlock::Kind;
using Place = PrintedBlock::Place;

constexpr std::size_t kHexGroup = 4;  // as screens show the root: easier to compare by eye

PrintedBlock block(Kind kind, std::string_view words = {}) {
    PrintedBlock out;
    out.kind = kind;
    if (!words.empty()) out.runs.push_back({std::string(words), false});
    return out;
}

PrintedBlock centred(std::string_view words, bool small = false, bool strong = false) {
    PrintedBlock out = block(Kind::text, words);
    out.place = Place::centre;
    out.small = small;
    out.strong = strong;
    return out;
}

PrintedBlock pair(std::string_view name, std::string value, bool strong = false) {
    PrintedBlock out = block(Kind::pair, name);
    out.value = std::move(value);
    out.strong = strong;
    return out;
}

std::string digits(int value) { return (value < 10 ? "0" : "") + std::to_string(value); }

/// "2026-11-21 08:05": paper outlives today and this year.
std::string moment(UnixTime at) {
    const ClockTime clock = china_clock(at);
    return iso(china_day(at)) + " " + digits(clock.hour) + ":" + digits(clock.minute);
}

std::string points(Points value, const PaperWords& words) {
    const std::int64_t number = value.value();
    const std::string shown =
        number < 0 ? "−" + std::to_string(number).substr(1) : std::to_string(number);
    return fill(words.points, {shown});
}

struct StateWords {
    std::string_view name, meaning;
};

StateWords state_words(RecordState state, const PaperWords& words) {
    switch (state) {
        case RecordState::saved:
            break;
        case RecordState::reported:
            return {words.reported, words.reported_means};
        case RecordState::rejected:
            return {words.rejected, words.rejected_means};
    }
    return {words.saved, words.saved_means};
}

// ---- notices ------------------------------------------------------------------------------------

Place place_of(const Block& block) {
    switch (block.kind) {
        case Block::Kind::centred:
            return Place::centre;
        case Block::Kind::signature:
            return Place::end;
        default:
            return block.flush ? Place::start : Place::indented;
    }
}

Kind kind_of(Block::Kind kind) {
    switch (kind) {
        case Block::Kind::title:
            return Kind::title;
        case Block::Kind::heading:
            return Kind::heading;
        case Block::Kind::table:
            return Kind::table;
        case Block::Kind::rule:
            return Kind::rule;
        default:
            return Kind::text;
    }
}

PrintedBlock printed(const Block& from) {
    PrintedBlock out;
    out.kind = kind_of(from.kind);
    out.place = place_of(from);
    out.level = from.level;
    for (const Run& run : from.runs) out.runs.push_back({run.text, run.strong});
    out.rows = from.rows;
    out.header_row = from.header_row;
    return out;
}

bool has_title(const DocumentView& document) {
    return std::any_of(document.blocks.begin(), document.blocks.end(),
                       [](const Block& block) { return block.kind == Block::Kind::title; });
}

/// The number usually stands in the letterhead.
bool shows(const DocumentView& document, std::string_view words) {
    return std::any_of(document.blocks.begin(), document.blocks.end(), [&](const Block& block) {
        return disclosure::text_of(block).find(words) != std::string::npos;
    });
}

std::vector<PrintedBlock>::const_iterator below_title(const std::vector<PrintedBlock>& blocks) {
    return std::next(std::find_if(blocks.begin(), blocks.end(), [](const PrintedBlock& each) {
        return each.kind == Kind::title;
    }));
}

std::string in_groups(std::string_view hex) {
    std::string out;
    for (std::size_t i = 0; i < hex.size(); ++i) {
        if (i > 0 && i % kHexGroup == 0) out += ' ';
        out += hex[i];
    }
    return out;
}

/// What warns the reader goes above the title: nobody reads a foot first.
void add_warnings(PrintedDocument& out, const DocumentView& document, const PaperWords& words) {
    if (document.log.verdict == LogState::Verdict::changed)
        out.blocks.push_back(centred(words.changed, false, true));
    if (document.corrected) out.blocks.push_back(centred(words.corrected, false, true));
}

std::vector<std::string> foot_of(const DocumentView& document, const PaperWords& words) {
    using Verdict = LogState::Verdict;
    const LogState& log = document.log;
    if (log.verdict == Verdict::changed) return {std::string(words.changed)};
    if (log.verdict == Verdict::none_yet) return {std::string(words.unverified)};
    std::string verdict(words.incomplete);
    if (log.verdict == Verdict::verified) {
        verdict = fill(words.verified, {std::to_string(log.size)});
        if (log.checked_at) verdict += " · " + fill(words.checked, {moment(*log.checked_at)});
    }
    std::vector<std::string> out{std::move(verdict)};
    out.push_back(fill(words.root, {in_groups(log.root)}));
    out.push_back(fill(words.checkpoint, {document.checkpoint}));
    return out;
}

}  // namespace

PrintedDocument receipt_paper(const ReceiptView& receipt, const ReceiptPaper& how,
                              const PaperWords& words) {
    PrintedDocument out;
    out.paper = how.paper;
    std::vector<PrintedBlock>& blocks = out.blocks;
    blocks.push_back(centred(how.village));
    blocks.push_back(block(Kind::title, words.receipt));
    if (how.copy) blocks.push_back(centred(words.copy, false, true));
    blocks.push_back(centred(receipt.counter + "  " + moment(receipt.at), true));
    blocks.push_back(pair(words.number, receipt.number));
    blocks.push_back(pair(words.household, receipt.household));
    blocks.push_back(block(Kind::rule));
    for (const ReceiptLine& line : receipt.lines)
        blocks.push_back(pair(fill(words.line, {line.name, std::to_string(line.quantity)}),
                              points(line.points, words)));
    blocks.push_back(block(Kind::rule));
    blocks.push_back(pair(words.total, points(receipt.total, words), true));
    blocks.push_back(pair(words.left, points(receipt.left, words)));
    blocks.push_back(block(Kind::rule));
    const StateWords state = state_words(receipt.state, words);
    blocks.push_back(centred(state.name, false, true));
    blocks.push_back(centred(state.meaning, true));
    if (!receipt.qr.empty()) {
        blocks.push_back(block(Kind::qr));
        blocks.back().value = receipt.qr;
        blocks.push_back(centred(words.code, true));
    }
    return out;
}

PrintedDocument notice_paper(const DocumentView& document, const PaperWords& words) {
    PrintedDocument out;
    out.paper = ports::Paper::a4;
    add_warnings(out, document, words);
    if (!has_title(document)) out.blocks.push_back(block(Kind::title, document.item.title));
    for (const Block& each : document.blocks) out.blocks.push_back(printed(each));
    const std::string& number = document.item.document_number;
    if (!number.empty() && !shows(document, number))
        out.blocks.insert(below_title(out.blocks), centred(number));
    if (!document.papers.empty()) {
        out.blocks.push_back(
            block(Kind::text, fill(words.pictures, {std::to_string(document.papers.size())})));
        out.blocks.back().small = true;
    }
    out.foot = foot_of(document, words);
    return out;
}

}  // namespace xf::app
