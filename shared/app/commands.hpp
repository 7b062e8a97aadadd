// What a person can do: the only way from the interface into the core. The list of all commands; those
// of one area are in its <area>_screens.hpp.
#pragma once

#include "shared/app/print_screens.hpp"
#include "shared/app/views.hpp"

namespace xf::app {

/// Where a tile or a button leads. Identification is asked for on the way where it is needed.
enum class Place : std::uint8_t {
    home,
    balance,
    counter,
    requests,
    request_form,
    notices,
    desk,
    enrol,
    households,
    audit,
    disclosure,
    months,
    matters,
    publish,
    request_start,
    anonymous_form,
    claim_entry,
    publicity,
    rules,
    reviews,
    award_form,
    login,
};

struct GoTo {
    Place place;
};
struct GoBack {};
struct SignOff {};
struct StillHere {};  ///< any touch: restarts the idle clock
struct DismissMessage {};
struct SyncNow {};

using Command = std::variant<
    GoTo, GoBack, SignOff, StillHere, DismissMessage, SyncNow, Enrol, Scanned, UseDemoCard,
    ChooseStaff, PinDigit, PinErase, ChoosePerson, AddGoods, RemoveGoods, ConfirmRedemption,
    ChooseCategory, FileRequest, OpenRequest, AcceptRequest, FinishRequest, CloseRequest,
    ReopenRequest, OpenNotice, OpenDevice, SealAside, OpenHousehold, SearchList, OpenChooser,
    Choose, TurnList, OpenYear, OpenMonth, OpenFinance, OpenMatter, OpenVersion, StartPublication,
    CorrectPublication, FillForm, ShiftDay, ShiftMonth, AddLine, KeepLine, DropLine,
    ConfirmPublication, OpenChannelForm, UseChannel, OpenScript, PickPicture, AddPicture,
    DropPicture, OpenBehalf, FileFor, ClaimKey, ClaimErase, HandOnRequest, VisitRequest,
    ShowFigures, OpenAward, ReviewAward, AnswerObjection, StartObjection, ObjectToAward, ChooseRule,
    ChooseAwardHousehold, ChooseAwardPerson, ProposeAward, AcceptNotice, ChooseVillage, LoginDigit,
    LoginErase, LoginNext, SetRemember, FileKept, DropKept, Print>;

/// Takes commands; implemented by the client (shared/app/client.hpp) and by tests.
class CommandSink {
public:
    virtual ~CommandSink() = default;
    virtual void submit(Command command) = 0;
};

}  // namespace xf::app
