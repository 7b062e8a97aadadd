// 做公开: what staff hand in at a desk to be published, question by question, with the exact document
// before it goes out.
#pragma once

#include "shared/app/common_views.hpp"
#include "shared/app/disclosure_screens.hpp"
#include "shared/app/picture_screens.hpp"

namespace xf::app {

// ---- what is shown ------------------------------------------------------------------------------

/// How far something that was handed in has come.
enum class HandedIn : std::uint8_t { saved, reported, published, rejected };

struct HandedInItem {
    EventKey id;
    std::string title;
    LeafKind kind = LeafKind::notice;
    std::optional<DueMonth> month;
    UnixTime at;
    std::string who;
    HandedIn state = HandedIn::saved;
    std::optional<ErrorCode> reason;  ///< when rejected
    bool corrects = false;
    bool can_correct = false;  ///< in force: a correction may take its place
};

struct PublishView {
    std::vector<HandedInItem> items;  ///< newest first
};

/// A matter that has a next step.
struct OpenMatterItem {
    Uuid matter;
    std::string title;
    LeafKind next = LeafKind::proposal;
};

struct ChooseMatterView {
    std::vector<OpenMatterItem> matters;
};

/// Questions of a form, each a screen.
enum class FormPart : std::uint8_t {
    month,     ///< which month
    words,     ///< title and text
    meeting,   ///< when, how many people, how they voted
    days,      ///< of a resolution: time for objections, deadline; of a result: when
    opening,   ///< what was left the month before
    lines,     ///< income and spending
    line,      ///< one more of these
    pictures,  ///< vouchers, minutes
};

enum class Field : std::uint8_t {
    title,
    number,  ///< 发文字号
    words,
    expected,
    present,
    in_favour,
    against,
    abstained,
    objections,
    opening,
    amount,
    line_text,
};

struct FormField {
    Field field;
    std::string value;
};

enum class DayField : std::uint8_t { date, publicity_from, publicity_to, result_due, channel };

struct FormDay {
    DayField field;
    Day day;
};

struct FormView {
    std::string draft;  ///< names it: fields of another one are others
    LeafKind kind = LeafKind::notice;
    std::optional<DueMonth> month;
    std::string title;  ///< of its matter, where it goes on with one
    bool corrects = false;
    FormPart part = FormPart::words;
    std::uint32_t step = 1, steps = 1;
    std::vector<FormField> fields;
    std::vector<FormDay> days;
    std::vector<FinanceLine> lines;
    std::int64_t opening = 0, closing = 0;        ///< 分
    std::vector<std::string> incomes, spendings;  ///< categories to choose from
    PictureDraft pictures;
};

struct PreviewView {
    DocumentView document;  ///< exactly what will be published
    LeafKind kind = LeafKind::notice;
    bool corrects = false;
    std::vector<PictureItem> pictures;
};

struct ChannelFormView {
    DueMonth month;
    Day day;
};

/// To read out over the loudspeaker.
struct ScriptView {
    DueMonth month;
    std::vector<std::string> paragraphs;
};

// ---- what can be done ---------------------------------------------------------------------------

struct StartPublication {
    LeafKind kind;
    std::optional<Uuid> matter = {};  ///< that it goes on with
};
struct CorrectPublication {
    EventKey id;
};
/// What stands in the fields of a question, in their order; then on, or one back.
struct FillForm {
    std::vector<std::string> values;
    bool back = false;
};
struct ShiftDay {
    DayField field;
    std::int32_t by;
};
struct ShiftMonth {
    std::int32_t by;
};
struct AddLine {};
struct KeepLine {
    Direction direction;
    std::string category;
    std::string amount;
    std::string text;
};
struct DropLine {
    std::uint32_t index;
};
struct ConfirmPublication {};
struct UseChannel {
    LeafKind kind;
    Channel channel;
};
struct OpenChannelForm {};
struct OpenScript {};

}  // namespace xf::app
