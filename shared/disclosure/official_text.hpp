// How Chinese official documents are written (GB/T 9704—2012), as far as a line of text shows it:
// what numbers its levels, dates it, signs it, ends its sentences.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace xf::disclosure {

bool is_space(char32_t c);       ///< white space of any width, also U+3000 and U+FEFF
bool is_ascii_word(char32_t c);  ///< letters and digits that need a space between words
std::u32string_view trimmed(std::u32string_view text);

/// The number that a line begins with: 一、→ 1, （一）→ 2, 1. → 3, （1）→ 4; 第一章 counts as 1.
struct Numbering {
    std::uint8_t level = 0;  ///< 0: none
    std::size_t length = 0;  ///< characters of the number
};
Numbering numbering(std::u32string_view line);

/// 发文字号: "示发〔2026〕3号".
bool is_document_number(std::u32string_view line);

/// A line that is nothing but a date: "2026年5月5日", "二〇二六年五月五日", also with 印发.
bool is_date_line(std::u32string_view line);

/// A line that can sign: short, no number, no end of a sentence.
bool is_office_line(std::u32string_view line);

/// "附件", "附件 1", "附件1："
bool is_annex_mark(std::u32string_view line);

/// "附件：…": begins the list of annexes.
bool begins_annex_list(std::u32string_view line);

/// Ends as titles end (方案, 通知, 名单 …) and has no sentence in it.
bool is_title_line(std::u32string_view line);

/// 主送机关: names whom it is sent to, and ends in a colon.
bool is_recipient_line(std::u32string_view line);

/// The line ends where a sentence may end. A bracket ends one if it stands after a whole sentence.
bool ends_sentence(std::u32string_view line);

/// Length of the first sentence with its full stop; the whole line when there is none.
std::size_t first_sentence(std::u32string_view line);

/// Brackets and quotation marks that a text, read piece by piece, has opened and not closed.
class OpenBrackets {
public:
    void read(std::u32string_view text);
    bool any() const;

private:
    std::array<std::size_t, 6> open_{};  ///< by kind
};

/// The whole line is one pair of brackets.
bool is_bracketed(std::u32string_view line);

}  // namespace xf::disclosure
