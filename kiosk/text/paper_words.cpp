#include "kiosk/text/paper_words.hpp"

#include "kiosk/text/format.hpp"

namespace xf::kiosk {

app::PaperWords paper_words() {
    app::PaperWords out;
    out.receipt = tr(Text::receipt_done);
    out.copy = tr(Text::paper_copy);
    out.number = tr(Text::receipt_number);
    out.household = tr(Text::receipt_household);
    out.line = tr(Text::receipt_line);
    out.points = tr(Text::points_of);
    out.total = tr(Text::receipt_total);
    out.left = tr(Text::receipt_left);
    out.saved = tr(Text::state_saved);
    out.saved_means = tr(Text::receipt_saved);
    out.reported = tr(Text::state_reported);
    out.reported_means = tr(Text::receipt_reported);
    out.rejected = tr(Text::state_rejected);
    out.rejected_means = tr(Text::receipt_rejected);
    out.code = tr(Text::paper_code);
    out.corrected = tr(Text::document_corrected);
    out.pictures = tr(Text::paper_pictures);
    out.verified = tr(Text::log_verified);
    out.checked = tr(Text::paper_checked);
    out.root = tr(Text::paper_root);
    out.checkpoint = tr(Text::paper_checkpoint);
    out.changed = tr(Text::log_changed);
    out.incomplete = tr(Text::log_incomplete);
    out.unverified = tr(Text::log_none);
    return out;
}

}  // namespace xf::kiosk
