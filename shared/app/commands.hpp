// What a person can do: the only way from the interface into the core.
#pragma once

#include <string>
#include <variant>

#include "shared/app/views.hpp"

namespace xf::app {

/// Where a tile or a button leads. Identification is asked for on the way where it is needed.
enum class Place : std::uint8_t { home, balance, counter, requests, request_form, notices, desk };

struct GoTo {
    Place place;
};
struct GoBack {};
struct SignOff {};
struct StillHere {};  ///< any touch: restarts the idle clock
struct DismissMessage {};
struct SyncNow {};

struct Enrol {
    std::string code;
};

struct Scanned {
    std::string text;
};  ///< a wedge scanner's burst, wherever the focus is
struct UseDemoCard {
    std::uint32_t index;
};
struct ChooseStaff {
    StaffNo no;
};
struct PinDigit {
    std::uint8_t digit;
};
struct PinErase {};
struct ChoosePerson {
    PersonNo no;
};

struct AddGoods {
    GoodsNo no;
};
struct RemoveGoods {
    GoodsNo no;
};
struct ConfirmRedemption {};

struct ChooseCategory {
    RequestCategory category;
};
struct FileRequest {
    std::string text;
};
struct OpenRequest {
    EventKey id;
};
struct AcceptRequest {};
struct FinishRequest {
    std::string text;
};
struct CloseRequest {};  ///< the resident: solved
struct ReopenRequest {
    std::string reason;
};  ///< the resident: not solved

struct OpenNotice {
    std::uint64_t leaf;
};

/// The demo's other devices, each in a window of its own. The host does it; the core has no windows.
struct OpenDevice {
    DeviceRole role;
};

using Command =
    std::variant<GoTo, GoBack, SignOff, StillHere, DismissMessage, SyncNow, Enrol, Scanned,
                 UseDemoCard, ChooseStaff, PinDigit, PinErase, ChoosePerson, AddGoods, RemoveGoods,
                 ConfirmRedemption, ChooseCategory, FileRequest, OpenRequest, AcceptRequest,
                 FinishRequest, CloseRequest, ReopenRequest, OpenNotice, OpenDevice>;

/// Takes commands; implemented by the client (shared/app/client.hpp) and by tests.
class CommandSink {
public:
    virtual ~CommandSink() = default;
    virtual void submit(Command command) = 0;
};

}  // namespace xf::app
