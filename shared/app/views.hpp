// What a screen shows: plain values, computed by the core, one struct a screen. A screen draws them
// and does no sums, no I/O and no time of its own. Strings are data (names, published text), in
// UTF-8; every sentence of the interface comes from the text catalogue in kiosk/.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "shared/base/date.hpp"
#include "shared/base/errors.hpp"
#include "shared/base/ids.hpp"
#include "shared/base/points.hpp"
#include "shared/disclosure/document.hpp"
#include "shared/disclosure/log_state.hpp"

namespace xf::app {

enum class DeviceRole : std::uint8_t { kiosk, counter, desk };

/// How durable "已保存" is here, probed at run time.
enum class Persistence : std::uint8_t {
    durable,      ///< native files, or OPFS that the browser promised to keep
    best_effort,  ///< OPFS without the browser's promise: it may be evicted
};

/// What a record of the resident has reached (data.md, "Done has honest meanings").
enum class RecordState : std::uint8_t { saved, reported, rejected };

/// Stands on every screen: where the data is from and how old it is.
struct Freshness {
    bool online = false;  ///< the last exchange with the hub succeeded
    bool syncing = false;
    std::optional<UnixTime> synced_at;  ///< device time of the last full exchange
    std::uint32_t unsent = 0;           ///< own events the hub does not have yet
};

/// Something to tell the person, until dismissed or replaced.
struct Message {
    ErrorCode code;
    std::uint32_t retry_after_s = 0;  ///< for locked_out
    std::optional<Points> available;  ///< for over_lease: what this device may spend
};

struct PersonView {
    PersonNo no;
    std::string name;
};

/// Who is at the device. Cleared by SignOff and by the idle reset.
struct SessionView {
    std::string household;  ///< "示例张家"
    std::vector<PersonView> persons;
    std::optional<PersonNo> person;    ///< chosen
    std::optional<std::string> staff;  ///< name, at a desk
};

// ---- one struct a screen ------------------------------------------------------------------------

/// The database cannot be used; nothing was deleted.
struct DamagedView {
    ErrorCode code;
    std::string set_aside_as;  ///< file name for the technician
};

/// Not enrolled yet: asks for a one-time code (the loopback demo enrols itself).
struct EnrolView {
    bool busy = false;
};

enum class Tile : std::uint8_t { points, notices, requests, shop, staff_desk };

struct HomeView {
    std::vector<Tile> tiles;  ///< only those that work on this device
    bool demo = false;        ///< offers the demo's other devices side by side
};

struct DemoCard {
    std::string household;
    std::string pin;  ///< shown only in the demo
};

struct DemoStaff {
    StaffNo no;
    std::string name;
    std::string pin;
};

struct IdentifyView {
    enum class Step : std::uint8_t { card, staff, pin, checking, person } step = Step::card;
    std::uint8_t digits = 0;           ///< PIN digits entered so far, of limits::kPinDigits
    std::string for_whom;              ///< household or staff name, from step pin on
    std::vector<DemoCard> demo_cards;  ///< empty outside the demo
    std::vector<DemoStaff> staff;      ///< people to choose from at a desk; pin only in the demo
    std::vector<PersonView> persons;
};

struct LineView {
    enum class Kind : std::uint8_t { award, redemption } kind = Kind::award;
    std::string title;   ///< the rule, or the goods
    Points points;       ///< signed
    std::string who;     ///< who awarded, or which counter
    std::string person;  ///< of the household, when known
    UnixTime at;
    RecordState state = RecordState::saved;
    std::optional<ErrorCode> reason;  ///< when rejected
};

struct BalanceView {
    Points available;             ///< 可用分
    Points score;                 ///< 累计分
    std::vector<LineView> lines;  ///< newest first
};

struct GoodsView {
    GoodsNo no;
    std::string name;
    std::string unit;  ///< "块", "袋", "次"
    Points price;
    std::int64_t stock = 0;  ///< book stock; may be negative
    bool service = false;    ///< a voucher has no stock
    std::uint32_t in_basket = 0;
};

struct CounterView {
    std::vector<GoodsView> goods;
    Points available;       ///< 可用分 of the household
    Points spendable_here;  ///< what this counter holds for it
    Points total;           ///< of the basket
    bool can_confirm = false;
    bool waiting_for_hub = false;  ///< asking the hub for more
};

struct ReceiptLine {
    std::string name;
    std::uint32_t quantity = 0;
    Points points;
};

struct ReceiptView {
    std::string number;  ///< short, to read out: "2-1-17"
    std::string household;
    std::string counter;
    UnixTime at;
    std::vector<ReceiptLine> lines;
    Points total;
    Points left;  ///< 可用分 afterwards
    RecordState state = RecordState::saved;
    std::string qr;  ///< text for the QR code
};

/// Categories of requests; titles are in the catalogue.
enum class RequestCategory : std::uint8_t {
    environment,
    roads,
    water_power,
    neighbours,
    welfare,
    other
};
inline constexpr std::uint8_t kRequestCategories = 6;

enum class RequestState : std::uint8_t { filed, accepted, finished, closed, reopened };

struct RequestItem {
    EventKey id;
    std::string number;  ///< short, to read out
    RequestCategory category;
    std::string summary;  ///< the first words
    RequestState state;
    RecordState record;
    UnixTime at;
    std::string person;  ///< at a desk
};

struct RequestsView {
    std::vector<RequestItem> items;  ///< newest first
};

struct RequestFormView {
    std::optional<RequestCategory> category;  ///< none: choose it first
};

struct RequestStep {
    RequestState state;
    std::string who;
    UnixTime at;
    std::string text;
    RecordState record;
    std::optional<ErrorCode> reason;  ///< when rejected
};

struct RequestView {
    RequestItem item;
    std::vector<RequestStep> steps;  ///< oldest first
    bool can_accept = false;         ///< staff
    bool can_finish = false;         ///< staff
    bool can_close = false;          ///< the resident says solved or not
};

using LogState = disclosure::LogState;
using NoticeItem = disclosure::NoticeItem;

struct NoticesView {
    LogState log;
    std::vector<NoticeItem> items;  ///< newest first
};

using Run = disclosure::Run;
using Block = disclosure::Block;
using Withdrawal = disclosure::Withdrawal;

struct DocumentView {
    NoticeItem item;
    LogState log;
    std::string document_hash;            ///< hex, as it stands in the log
    std::optional<Withdrawal> withdrawn;  ///< then there are no blocks
    std::vector<Block> blocks;
};

using View = std::variant<DamagedView, EnrolView, HomeView, IdentifyView, BalanceView, CounterView,
                          ReceiptView, RequestsView, RequestFormView, RequestView, NoticesView,
                          DocumentView>;

/// Everything the interface shows at one moment.
struct Snapshot {
    std::uint64_t version = 0;  ///< rises with every change: redraw only then
    DeviceRole role = DeviceRole::kiosk;
    Persistence persistence = Persistence::best_effort;
    std::string village;
    std::string device;  ///< its name: "一号柜台"
    UnixTime now;        ///< at the last step; for the date on screen
    Freshness freshness;
    std::optional<SessionView> session;
    std::optional<Message> message;
    View view;
    std::uint32_t idle_countdown_s = 0;  ///< > 0: asks whether the person is still there
};

}  // namespace xf::app
