#include "shared/disclosure/rules.hpp"

#include <algorithm>

#include "shared/disclosure/document.hpp"
#include "shared/disclosure/manifest.hpp"

namespace xf::disclosure {
namespace {

Status corrects(const Submitted& submitted, const std::vector<Accepted>& before) {
    const auto found = std::find_if(before.begin(), before.end(), [&](const Accepted& each) {
        return each.version == *submitted.supersedes;
    });
    if (found == before.end() || found->kind != submitted.kind || found->due != submitted.due)
        return Error{ErrorCode::unknown_reference, "what it corrects"};
    if (found->withdrawn) return Error{ErrorCode::gone, "what it corrects was withdrawn"};
    if (found->superseded) return Error{ErrorCode::wrong_state, "corrected already"};
    return {};
}

/// Its place among what is there: a correction's, a step's or a month's.
Status check_place(const Submitted& submitted, const Situation& situation) {
    const std::vector<Accepted>& before = situation.before;
    if (submitted.version != next_version(before))
        return Error{ErrorCode::wrong_state, "not the next version"};
    if (is_monthly(submitted.kind) != submitted.due.has_value())
        return Error{ErrorCode::malformed, "due"};
    const bool other =
        !before.empty() && is_monthly(submitted.kind) != is_monthly(before.front().kind);
    if (other) return Error{ErrorCode::wrong_state, "a matter of another sort"};
    if (submitted.supersedes) return corrects(submitted, before);
    if (is_step(submitted.kind)) {
        const bool next = next_step(before) == submitted.kind;
        return next ? Status() : Status(Error{ErrorCode::wrong_state, "not the next step"});
    }
    if (!before.empty()) return Error{ErrorCode::wrong_state, "published already"};
    return situation.month_taken ? Status(ErrorCode::month_published) : Status();
}

/// A step is told of when it was, and a time for objections while there is some left. A correction
/// may come at any time.
Status check_days(const Submitted& submitted, const StepFigures& step, Day today) {
    if (submitted.supersedes) return {};
    const bool wrong = submitted.kind == LeafKind::resolution
                           ? step.publicity && step.publicity->to < today
                           : step.date > today;
    return wrong ? Status(ErrorCode::wrong_day) : Status();
}

/// Figures are of the sort that the kind needs, and say what people will ask.
Status check_kind(LeafKind kind, const std::optional<Figures>& figures) {
    const Error wrong{ErrorCode::malformed, "figures of another kind"};
    if (kind == LeafKind::finance)
        return figures && std::holds_alternative<FinanceFigures>(*figures) ? Status()
                                                                           : Status(wrong);
    if (is_monthly(kind)) return figures ? Status(wrong) : Status();
    const auto* step = figures ? std::get_if<StepFigures>(&*figures) : nullptr;
    if (!step) return wrong;
    const bool votes = kind == LeafKind::decision;
    if (votes && (!step->turnout || !step->votes))
        return Error{ErrorCode::malformed, "a decision without its votes"};
    const bool deadlines = kind == LeafKind::resolution;
    if (deadlines && (!step->publicity || !step->result_due))
        return Error{ErrorCode::malformed, "a resolution without its days"};
    return {};
}

/// Words besides the title.
bool says_something(const std::vector<Block>& blocks) {
    return std::any_of(blocks.begin(), blocks.end(),
                       [](const Block& block) { return block.kind != Block::Kind::title; });
}

/// That the publisher will take it, and that it says something.
Status check_text(const Submitted& submitted, const SubmittedText& text) {
    if (text.title.empty()) return Error{ErrorCode::nothing_entered, "title"};
    Manifest manifest;
    manifest.kind = submitted.kind;
    manifest.version = submitted.version;
    manifest.due = submitted.due;
    manifest.title = text.title;
    manifest.document_number = text.number;
    const auto leaf = encode_manifest(manifest);
    if (!leaf.ok()) return leaf.error();
    XF_ASSIGN(const auto blocks, read_document(text.markdown));
    const bool enough = text.figures ? !blocks.empty() : says_something(blocks);
    return enough ? Status() : Status(Error{ErrorCode::nothing_entered, "text"});
}

}  // namespace

std::uint32_t next_version(const std::vector<Accepted>& before) {
    return static_cast<std::uint32_t>(before.size() + 1);
}

std::optional<LeafKind> next_step(const std::vector<Accepted>& before) {
    for (LeafKind kind = LeafKind::proposal; is_step(kind);
         kind = static_cast<LeafKind>(static_cast<int>(kind) + 1)) {
        const bool there = std::any_of(before.begin(), before.end(), [&](const Accepted& each) {
            return each.kind == kind && each.in_force();
        });
        if (!there) return kind;
    }
    return std::nullopt;
}

Status may_publish(const Submitted& submitted, const SubmittedText& text,
                   const Situation& situation) {
    XF_TRY(check_place(submitted, situation));
    XF_TRY(check_kind(submitted.kind, text.figures));
    if (is_step(submitted.kind))
        XF_TRY(check_days(submitted, std::get<StepFigures>(*text.figures), situation.day));
    return check_text(submitted, text);
}

}  // namespace xf::disclosure
