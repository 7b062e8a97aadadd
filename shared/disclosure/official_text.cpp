#include "shared/disclosure/official_text.hpp"

#include <algorithm>

namespace xf::disclosure {
namespace {

using Text = std::u32string_view;

constexpr std::size_t kTitleChars = 100;
constexpr std::size_t kShortestTitle = 6;  // 示例名单 alone is a heading of something else
constexpr std::size_t kOfficeChars = 30;
constexpr std::size_t kRecipientChars = 200;
constexpr std::size_t kNumberChars = 30;
constexpr std::size_t kRemarkChars = 2000;  // how far back the bracket of a remark is looked for

constexpr Text kChineseDigits = U"〇零一二三四五六七八九十百";
// In pairs of one kind: a half-width bracket may close a full-width one.
constexpr Text kOpening = U"（(《〈“「‘『【[〔{";
constexpr Text kClosing = U"）)》〉”」’』】]〕}";

bool any_of(Text set, char32_t c) { return set.find(c) != Text::npos; }
bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }
bool is_chinese_digit(char32_t c) { return any_of(kChineseDigits, c); }

bool starts_with(Text text, Text prefix) { return text.substr(0, prefix.size()) == prefix; }
bool ends_with(Text text, Text suffix) {
    return text.size() >= suffix.size() && text.substr(text.size() - suffix.size()) == suffix;
}

/// Characters from `at` on that satisfy `is`.
template <typename Is>
std::size_t run_length(Text text, std::size_t at, Is is) {
    std::size_t end = at;
    while (end < text.size() && is(text[end])) ++end;
    return end - at;
}

char32_t at_or_zero(Text text, std::size_t at) { return at < text.size() ? text[at] : 0; }

bool stops(char32_t c) { return any_of(U"。！？!?", c); }

/// （一） or （1）, with either kind of bracket.
Numbering bracketed_number(Text line) {
    if (!any_of(U"（(", at_or_zero(line, 0))) return {};
    const std::size_t chinese = run_length(line, 1, is_chinese_digit);
    const std::size_t digits = run_length(line, 1, is_digit);
    const std::size_t length = std::max(chinese, digits);
    if (length == 0 || length > 3 || !any_of(U"）)", at_or_zero(line, 1 + length))) return {};
    return {static_cast<std::uint8_t>(chinese > 0 ? 2 : 4), length + 2};
}

/// Steps over digits (either kind) and then `unit`; 0 when they are not there.
std::size_t dated(Text line, std::size_t at, char32_t unit) {
    const std::size_t digits =
        std::max(run_length(line, at, is_digit), run_length(line, at, is_chinese_digit));
    return digits > 0 && digits <= 4 && at_or_zero(line, at + digits) == unit ? digits + 1 : 0;
}

}  // namespace

bool is_space(char32_t c) {
    return (c >= 0x09 && c <= 0x0D) || c == U' ' || c == 0x85 || c == 0xA0 || c == 0x1680 ||
           (c >= 0x2000 && c <= 0x200B) || c == 0x2028 || c == 0x2029 || c == 0x202F ||
           c == 0x205F || c == 0x3000 || c == 0xFEFF;
}

bool is_ascii_word(char32_t c) {
    return is_digit(c) || (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z');
}

Text trimmed(Text text) {
    while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
    return text;
}

Numbering numbering(Text line) {
    const std::size_t chinese = run_length(line, 0, is_chinese_digit);
    if (chinese > 0 && chinese <= 3 && at_or_zero(line, chinese) == U'、') return {1, chinese + 1};
    if (at_or_zero(line, 0) == U'第') {
        const std::size_t digits = run_length(line, 1, is_chinese_digit);
        if (digits > 0 && at_or_zero(line, 1 + digits) == U'章') return {1, digits + 2};
    }
    if (const Numbering bracketed = bracketed_number(line); bracketed.level > 0) return bracketed;
    const std::size_t digits = run_length(line, 0, is_digit);
    const char32_t mark = at_or_zero(line, digits);
    // "1.5万元" is a quantity, not a number of a paragraph.
    if (digits > 0 && digits <= 2 && any_of(U".．、", mark) &&
        !is_digit(at_or_zero(line, digits + 1)))
        return {3, digits + 1};
    return {};
}

bool is_document_number(Text line) {
    if (line.size() > kNumberChars || line.empty() || line.back() != U'号') return false;
    const std::size_t open = line.find_first_of(U"〔[（(");
    if (open == Text::npos || open == 0) return false;
    const std::size_t year = run_length(line, open + 1, is_digit);
    if (year != 4 || !any_of(U"〕]）)", at_or_zero(line, open + 5))) return false;
    const std::size_t serial = run_length(line, open + 6, is_digit);
    return serial > 0 && open + 6 + serial + 1 == line.size();
}

bool is_date_line(Text line) {
    if (ends_with(line, U"印发")) line = trimmed(line.substr(0, line.size() - 2));
    std::size_t at = 0;
    for (const char32_t unit : {U'年', U'月', U'日'}) {
        const std::size_t step = dated(line, at, unit);
        if (step == 0) return false;
        at += step;
    }
    return at == line.size();
}

bool is_office_line(Text line) {
    return !line.empty() && line.size() <= kOfficeChars && numbering(line).level == 0 &&
           line.find_first_of(U"。；，：？！,;:?!") == Text::npos && !is_annex_mark(line) &&
           !is_date_line(line);
}

bool is_annex_mark(Text line) {
    if (!starts_with(line, U"附件")) return false;
    return std::all_of(line.begin() + 2, line.end(), [](char32_t c) {
        return is_space(c) || is_digit(c) || is_chinese_digit(c) || c == U'：' || c == U':';
    });
}

bool begins_annex_list(Text line) {
    return !is_annex_mark(line) && (starts_with(line, U"附件：") || starts_with(line, U"附件:") ||
                                    starts_with(line, U"附：") || starts_with(line, U"附:"));
}

bool is_title_line(Text line) {
    static constexpr std::array<Text, 27> kEndings = {
        U"方案", U"通知",     U"意见",   U"办法",   U"名单",   U"行事历", U"报告",
        U"决定", U"规定",     U"公告",   U"公示",   U"通告",   U"细则",   U"章程",
        U"公约", U"村规民约", U"计划",   U"预案",   U"规划",   U"清单",   U"制度",
        U"纪要", U"倡议书",   U"分解表", U"一览表", U"明细表", U"公开表"};
    if (line.size() < kShortestTitle || line.size() > kTitleChars) return false;
    if (line.find_first_of(U"。；，！？,;!?：:") != Text::npos) return false;
    if (numbering(line).level > 0 || is_annex_mark(line)) return false;
    return std::any_of(kEndings.begin(), kEndings.end(),
                       [&](Text ending) { return ends_with(line, ending); });
}

bool is_recipient_line(Text line) {
    return !line.empty() && line.size() <= kRecipientChars && any_of(U"：:", line.back()) &&
           line.find(U'。') == Text::npos && numbering(line).level == 0;
}

bool ends_sentence(Text line) {
    if (line.empty()) return true;
    const char32_t last = line.back();
    if (stops(last) || any_of(U"；;：:…", last)) return true;
    if (!any_of(kClosing, last)) return false;
    // “……。” and （……。） end with what stands before the mark.
    std::size_t end = line.size();
    while (end > 0 && any_of(kClosing, line[end - 1])) --end;
    if (end > 0 && stops(line[end - 1])) return true;
    // A remark in brackets after a whole sentence: "……。（牵头单位：……）".
    if (!any_of(U"）)", last)) return false;
    std::size_t depth = 0;
    const std::size_t furthest = line.size() > kRemarkChars ? line.size() - kRemarkChars : 0;
    for (std::size_t i = line.size(); i-- > furthest;) {
        if (any_of(U"）)", line[i])) ++depth;
        if (any_of(U"（(", line[i]) && --depth == 0) return i == 0 || stops(line[i - 1]);
    }
    return false;
}

std::size_t first_sentence(Text line) {
    for (std::size_t i = 0; i < line.size(); ++i)
        if (stops(line[i])) return i + 1;
    return line.size();
}

void OpenBrackets::read(Text text) {
    for (const char32_t c : text) {
        if (const std::size_t kind = kOpening.find(c); kind != Text::npos) ++open_[kind / 2];
        // One that was never opened closes nothing.
        if (const std::size_t kind = kClosing.find(c); kind != Text::npos && open_[kind / 2] > 0)
            --open_[kind / 2];
    }
}

bool OpenBrackets::any() const {
    return std::any_of(open_.begin(), open_.end(), [](std::size_t count) { return count > 0; });
}

bool is_bracketed(Text line) {
    if (line.size() < 2 || !any_of(U"（(", line.front()) || !any_of(U"）)", line.back()))
        return false;
    return line.find_first_of(U"（(", 1) == Text::npos;
}

}  // namespace xf::disclosure
