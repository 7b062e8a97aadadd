// 看公开: the months (一月一晒) and the matters (四议两公开) that a village publishes, and what is late.
#pragma once

#include "shared/app/common_views.hpp"
#include "shared/app/notice_screens.hpp"
#include "shared/disclosure/course.hpp"

namespace xf::app {

// ---- what is shown ------------------------------------------------------------------------------

using LeafKind = disclosure::LeafKind;
using DueMonth = disclosure::DueMonth;
using Month = disclosure::Month;
using MonthPart = disclosure::MonthPart;
using MonthState = disclosure::MonthState;
using Matter = disclosure::Matter;
using MatterState = disclosure::MatterState;
using Period = disclosure::Period;
using StepFigures = disclosure::StepFigures;
using FinanceLine = disclosure::FinanceLine;
using FinanceFigures = disclosure::FinanceFigures;
using Direction = disclosure::Direction;
using Channel = disclosure::Channel;

/// The three areas, with what is late in them.
struct DisclosureView {
    LogState log;
    std::uint32_t missing = 0;  ///< parts of months
    std::uint32_t overdue = 0;  ///< results of matters
};

struct MonthsView {
    LogState log;
    std::uint16_t year = 0;
    bool earlier = false, later = false;  ///< there are years to turn to
    std::vector<Month> months;            ///< twelve
};

struct ChannelView {
    LeafKind kind;
    Channel channel;
    Day day;
};

struct MonthView {
    LogState log;
    Month month;
    Day deadline;                       ///< for all of its parts
    std::vector<ChannelView> channels;  ///< how it was made known besides
    bool desk = false;                  ///< staff may write that down, and read it out
};

/// Sums of one category, largest first.
struct CategorySum {
    std::string category;
    std::int64_t cents = 0;
};

struct FinanceView {
    LogState log;
    NoticeItem item;
    DueMonth month;
    std::int64_t opening = 0, income = 0, spending = 0, closing = 0;  ///< 分
    std::vector<CategorySum> incomes, spendings;
    std::vector<FinanceLine> lines;
    std::vector<PictureItem> vouchers;
};

struct MattersView {
    LogState log;
    std::vector<Matter> matters;
};

/// A version that was corrected, with its figures.
struct EarlierStep {
    NoticeItem item;
    std::optional<StepFigures> figures;
};

struct MatterStep {
    NoticeItem item;
    std::optional<StepFigures> figures;
    std::vector<PictureItem> papers;
    std::vector<EarlierStep> earlier;  ///< newest first
};

struct MatterView {
    LogState log;
    Matter matter;
    std::vector<MatterStep> steps;
};

// ---- what can be done ---------------------------------------------------------------------------

struct OpenYear {
    std::uint16_t year;
};
struct OpenMonth {
    DueMonth month;
};
struct OpenFinance {
    std::uint64_t leaf;
};
struct OpenMatter {
    Uuid matter;
};
/// That very version, also where it was corrected since.
struct OpenVersion {
    std::uint64_t leaf;
};

}  // namespace xf::app
