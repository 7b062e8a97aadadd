// The devices of a village, as everybody sees them.
#include "shared/devices/feature.hpp"
#include "tests/unit/sync/village.hpp"

namespace xf::devices {
namespace {

using sync::Village;
using test::error_of;
using test::need;

}  // namespace

TEST_CASE("devices: every device is announced to all, by number and name") {
    Village village;
    for (sim::Client* client : village.clients()) {
        const store::Place place = client->log().place();
        CHECK(need(find(place, village.counter->no())).name == "柜台一");
        CHECK(need(find(place, village.desk->no())).capabilities == store::capability::kDesk);
        CHECK(error_of(find(place, DeviceNo{99})) == ErrorCode::not_found);
    }
}

TEST_CASE("devices: only the hub announces, and never itself") {
    Village village;
    const auto announcing = [](DeviceNo no) {
        return sim::Draft{kEnrolledType,
                          Enrolled{no, {1}, 4, "假柜台"}.data(),
                          std::nullopt,
                          {},
                          store::AuthMethod::hub};
    };
    CHECK_FALSE(village.world.hub.append({announcing(kHubDevice)}).ok());
    CHECK(error_of(village.kiosk->submit(announcing(DeviceNo{9}))) == ErrorCode::not_permitted);
    sim::Forger forger(*village.kiosk);
    const auto pull =
        need(forger.push(village.world.hub, {sim::event_of(announcing(village.kiosk->no()))}));
    CHECK(pull.records.at(0).verdict == store::Verdict::rejected(ErrorCode::not_permitted));
    CHECK(need(find(village.world.hub.shard().log().place(), village.kiosk->no())).capabilities ==
          store::capability::kKiosk);
}

}  // namespace xf::devices
