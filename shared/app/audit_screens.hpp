// 操作留痕: every record of the village that this desk holds, in words, and never what people wrote.
#pragma once

#include "shared/app/list_screens.hpp"

namespace xf::app {

/// How the actor was known.
enum class AuditMethod : std::uint8_t { none, card_and_pin, staff_pin, hub, claim_code };

struct AuditItem {
    EventKey key;
    std::string number;     ///< short, to read out
    std::string event;      ///< the type's name; empty where this version does not know it
    std::string area;       ///< the name of the type's feature
    std::string who;        ///< empty: the device by itself
    std::string post;       ///< of staff; of a resident the household
    std::string household;  ///< whom it concerns, where it is about one
    UnixTime at;
    std::string device;  ///< empty: the hub
    AuditMethod method = AuditMethod::none;
    RecordState state = RecordState::saved;
    std::optional<ErrorCode> reason;  ///< when rejected
};

struct AuditView {
    std::vector<AuditItem> items;  ///< newest first
    ListControls controls = {};
};

}  // namespace xf::app
