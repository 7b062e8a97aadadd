#include "shared/disclosure/rules.hpp"

#include <algorithm>

#include "shared/disclosure/document.hpp"
#include "shared/disclosure/manifest.hpp"

namespace xf::disclosure {
namespace {

/// The order of the steps, without gaps: nothing is resolved that was not discussed.
Status follows(LeafKind kind, const std::vector<Accepted>& before) {
    LeafKind last = LeafKind::finance;  // the one before a proposal
    for (const Accepted& each : before) last = std::max(last, each.kind);
    const bool next = static_cast<int>(kind) == static_cast<int>(last) + 1;
    return next ? Status() : Status(Error{ErrorCode::wrong_state, "not the next step"});
}

Status corrects(const Submitted& submitted, const std::vector<Accepted>& before) {
    const auto found = std::find_if(before.begin(), before.end(), [&](const Accepted& each) {
        return each.version == *submitted.supersedes;
    });
    if (found == before.end() || found->kind != submitted.kind || found->due != submitted.due)
        return Error{ErrorCode::unknown_reference, "what it corrects"};
    if (found->superseded) return Error{ErrorCode::wrong_state, "corrected already"};
    return {};
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

/// That the publisher will take it.
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
    return blocks.empty() ? Status(Error{ErrorCode::nothing_entered, "text"}) : Status();
}

}  // namespace

Status may_publish(const Submitted& submitted, const SubmittedText& text,
                   const std::vector<Accepted>& before) {
    if (submitted.version != before.size() + 1)
        return Error{ErrorCode::wrong_state, "not the next version"};
    if (is_monthly(submitted.kind) != submitted.due.has_value())
        return Error{ErrorCode::malformed, "due"};
    const bool other =
        !before.empty() && is_monthly(submitted.kind) != is_monthly(before.front().kind);
    if (other) return Error{ErrorCode::wrong_state, "a matter of another sort"};
    if (submitted.supersedes)
        XF_TRY(corrects(submitted, before));
    else if (is_step(submitted.kind))
        XF_TRY(follows(submitted.kind, before));
    else if (!before.empty())
        return Error{ErrorCode::wrong_state, "published already"};
    XF_TRY(check_kind(submitted.kind, text.figures));
    return check_text(submitted, text);
}

}  // namespace xf::disclosure
