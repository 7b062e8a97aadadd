// What more than one screen shows, and what stands on every one.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shared/base/date.hpp"
#include "shared/base/errors.hpp"
#include "shared/base/ids.hpp"
#include "shared/base/points.hpp"

namespace xf::app {

/// phone: a browser that nobody enrolled, logged in to a household or not.
enum class DeviceRole : std::uint8_t { kiosk, counter, desk, phone };

/// How durable "已保存" is here, probed at run time. The numbers are the web client's too
/// (web/worker/storage.js).
enum class Persistence : std::uint8_t {
    durable = 0,      ///< native files, or OPFS that the browser promised to keep
    best_effort = 1,  ///< OPFS without the browser's promise: it may be evicted
    substitute = 2,   ///< IndexedDB, kept a moment after the commit: nothing is shown before
};

/// What a record of the resident has reached (data.md, "Done has honest meanings").
enum class RecordState : std::uint8_t { saved, reported, rejected };

/// Stands on every screen: where the data is from and how old it is.
struct Freshness {
    bool online = false;  ///< the last exchange with the hub succeeded
    bool syncing = false;
    std::optional<UnixTime> synced_at;  ///< device time of the last full exchange
    std::uint32_t unsent = 0;           ///< own events the hub does not have yet
    bool recovering = false;  ///< the hub comes back from a backup, with what its devices bring it
    /// The hub does not take anything from this device until it is enrolled anew, and why.
    std::optional<ErrorCode> refused;
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

}  // namespace xf::app
