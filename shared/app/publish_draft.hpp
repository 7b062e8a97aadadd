// Something that staff is writing, before it is handed in. A draft lives in the page: who leaves the
// desk leaves nothing behind.
#pragma once

#include "shared/app/publish_screens.hpp"
#include "shared/disclosure/feature.hpp"

namespace xf::app {

struct Draft {
    disclosure::Submitted what;
    std::string title, number, words;
    StepFigures step;        ///< of a step
    FinanceFigures finance;  ///< of accounts

    bool accounts() const { return what.kind == LeafKind::finance; }
    /// The questions that its kind asks, in their order.
    std::vector<FormPart> parts() const;
    /// Exactly what will be published. Errors: those of figures that don't add up; nothing_entered.
    Result<disclosure::SubmittedText> text() const;
    /// Errors: too_large when it is more than goes into one event.
    Status check_size() const;
};

Draft new_month(LeafKind kind, DueMonth month, const Uuid& matter);
Draft new_step(LeafKind kind, const Uuid& matter, std::uint32_t version, std::string title,
               Day today);
/// A draft that begins as what was handed in, to take its place as `version`.
Draft correction_of(const disclosure::Submission& earlier, std::uint32_t version);

/// The fields of a question, as they stand.
std::vector<FormField> fields_of(const Draft& draft, FormPart part);
/// Takes what was typed. Errors: bad_amount where it is no number.
Status fill(Draft& draft, FormPart part, const std::vector<std::string>& values);

std::vector<FormDay> days_of(const Draft& draft, FormPart part);
/// Moves a day; a period never ends before it begins. What is not a correction tells of no meeting to
/// come, and of no time for objections that is over.
void shift(Draft& draft, DayField field, std::int32_t by, Day today);

}  // namespace xf::app
