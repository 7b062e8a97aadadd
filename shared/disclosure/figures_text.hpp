// Figures in words: the Markdown of a publication that has them, and what a loudspeaker says.
#pragma once

#include <string>
#include <vector>

#include "shared/disclosure/figures.hpp"
#include "shared/disclosure/leaf_kind.hpp"

namespace xf::disclosure {

/// "2026年10月22日"
std::string chinese_date(Day day);
/// "2026年10月"
std::string chinese_month(DueMonth month);
/// 提议, 商议, …, 党务, …: as notices name them.
std::string_view chinese_kind(LeafKind kind);

/// Everything that the figures say, then the paragraphs of `words`, one a line.
std::string figures_markdown(std::string_view title, LeafKind kind, const Figures& figures,
                             std::string_view words);

/// A text without figures: title, and the paragraphs of `words`, one a line.
std::string plain_markdown(std::string_view title, std::string_view words);

/// What is read out over the village's loudspeaker (大喇叭稿), one paragraph each: from the figures of
/// a month's accounts, or from the paragraphs of a text.
std::vector<std::string> loudspeaker_script(std::string_view village, DueMonth month, LeafKind kind,
                                            const FinanceFigures* finance,
                                            const std::vector<std::string>& paragraphs);

}  // namespace xf::disclosure
