#include "kiosk/screens/publish_words.hpp"

namespace xf::kiosk::screens {

std::string_view word_of_kind(app::LeafKind kind) {
    switch (kind) {
        case app::LeafKind::party_affairs:
            return tr(Text::month_party);
        case app::LeafKind::village_affairs:
            return tr(Text::month_village);
        case app::LeafKind::finance:
            return tr(Text::month_finance);
        case app::LeafKind::proposal:
            return tr(Text::matter_proposal);
        case app::LeafKind::consultation:
            return tr(Text::matter_consultation);
        case app::LeafKind::review:
            return tr(Text::matter_review);
        case app::LeafKind::decision:
            return tr(Text::matter_decision);
        case app::LeafKind::resolution:
            return tr(Text::matter_resolution);
        case app::LeafKind::result:
            return tr(Text::matter_result);
        default:
            return tr(Text::disclosure_notices);
    }
}

Icon icon_of_kind(app::LeafKind kind) {
    switch (kind) {
        case app::LeafKind::party_affairs:
            return Icon::flag;
        case app::LeafKind::village_affairs:
            return Icon::home;
        case app::LeafKind::finance:
            return Icon::ledger;
        case app::LeafKind::notice:
            return Icon::notices;
        default:
            return Icon::vote;
    }
}

std::string_view word_of(app::Channel channel) {
    switch (channel) {
        case app::Channel::board:
            return tr(Text::channel_board);
        case app::Channel::meeting:
            return tr(Text::channel_meeting);
        case app::Channel::loudspeaker:
            return tr(Text::channel_loudspeaker);
    }
    return {};
}

Icon icon_of(app::Channel channel) {
    switch (channel) {
        case app::Channel::board:
            return Icon::board;
        case app::Channel::meeting:
            return Icon::meeting;
        case app::Channel::loudspeaker:
            return Icon::loudspeaker;
    }
    return Icon::board;
}

}  // namespace xf::kiosk::screens
