// A running hub with three devices and a reader of its public log, which is lost and restored.
#pragma once

#include <csignal>
#include <filesystem>
#include <memory>

#include "native/hub/data_folder.hpp"
#include "shared/points/queries.hpp"
#include "shared/requests/events.hpp"
#include "shared/shop/feature.hpp"
#include "shared/store/sqlite.hpp"
#include "tests/hub/device.hpp"
#include "tests/hub/log_reader.hpp"
#include "tests/hub/served_log.hpp"
#include "tests/support/require.hpp"

namespace xf::test {

namespace fs = std::filesystem;
using Outcome = sync::ClientRecovery::Outcome;

inline constexpr const char* kVillage = "xingwan";
inline constexpr HouseholdNo kHousehold{1};

inline store::Header header_of(std::uint32_t type, const Bytes& data) {
    store::Header header;
    header.type = type;
    header.time = {1'795'219'200};
    header.data = data;
    header.actor = store::Actor::of(PersonNo{1});
    header.auth = store::AuthMethod::card_and_pin;
    return header;
}

struct Drill {
    Drill() : hub(std::make_unique<RunningHub>(data.path())) {
        one.enrol_in_demo(*hub, app::DeviceRole::counter, kVillage);
        two.enrol_in_demo(*hub, app::DeviceRole::counter, kVillage);
        kiosk.enrol_in_demo(*hub, app::DeviceRole::kiosk, kVillage);
        sync_all();
        sync_all();
        reader.look(*hub);
        REQUIRE(reader.state().verdict == disclosure::LogState::Verdict::verified);
        goods = need(shop::find(one.log().place(), GoodsNo{1}));
    }

    void sync_all() {
        for (Device* device : {&one, &two, &kiosk}) need(device->sync(*hub));
    }
    EventKey redeem(Device& counter, std::uint32_t pieces) const {
        const Bytes item = points::Redemption{kHousehold, {{goods.no, pieces, goods.price}}}.data();
        return need(counter.submit(header_of(points::kRedemptionType, item)));
    }
    EventKey file(const char* text) {
        const Bytes item = requests::Filed{PersonNo{1}, 1}.data();
        return need(kiosk.submit(header_of(requests::kFiledType, item),
                                 store::Body{{}, requests::Said{text}.content()}));
    }
    Finished import(const char* name, std::string_view text) const {
        write_file(files / name, text);
        return run_hub(
            {"import", "notice", "--data", folder(), "--village", kVillage, files / name});
    }
    Finished back_up(const char* name) const {
        return run_hub({"backup", "--data", folder(), "--to", files / name, "--same-disk-counts"});
    }
    Finished restore(const std::string& from, const std::string& keys) const {
        return run_hub({"restore", "--from", from, "--keys", keys, "--data", files / "new"});
    }
    std::string recovery(std::vector<std::string> more = {}) const {
        std::vector<std::string> words{"recovery", "--data", folder()};
        words.insert(words.end(), more.begin(), more.end());
        const Finished end = run_hub(words);
        INFO(end.err);
        CHECK(end.exit_code == 0);
        return end.out;
    }
    std::string folder() const { return restored ? files / "new" : data.path(); }

    /// The machine is gone; another one gets the backup and the keys that were kept apart.
    void lose_and_restore(const char* backup) {
        fs::copy(data.path() + "/keys", files / "keys");
        hub->stop(SIGKILL);
        const Finished end = restore(files / backup, files / "keys");
        INFO(end.err);
        REQUIRE(end.exit_code == 0);
        restored = true;
        hub = std::make_unique<RunningHub>(folder());
    }

    Outcome report(Device& device) {
        const Bytes checkpoint = &device == &kiosk ? reader.checkpoint() : Bytes{};
        for (int part = 0; part < 100; ++part) {
            const Outcome outcome = need(device.recover(*hub, checkpoint));
            if (outcome != Outcome::more) return outcome;
        }
        FAIL("a report without end");
        return Outcome::more;
    }

    DemoFolder data;
    TempFolder files;
    bool restored = false;
    std::unique_ptr<RunningHub> hub;
    Device one, two, kiosk;
    LogListing log = log_list(data.path())[0];
    LogReader reader{ShardNo{1}, log.path, log.key};
    shop::Goods goods;
};

}  // namespace xf::test
