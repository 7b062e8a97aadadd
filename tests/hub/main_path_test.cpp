// The path of issue and product: the whole client, without a screen, against the whole program. Cards
// and PINs are those that the demo hands out.
#include <csignal>
#include <deque>
#include <memory>

#include "shared/app/client.hpp"
#include "tests/hub/running_hub.hpp"
#include "tests/support/require.hpp"
#include "tests/support/store_fixture.hpp"

namespace xf::test {
namespace {

/// Real requests; each is over before start() returns, and its answer comes with the next poll.
class SocketTransport final : public ports::Transport {
public:
    std::uint16_t port = 0;

    ports::RequestId start(ports::HttpRequest request) override {
        const std::string target = request.path;
        const test::Answer answer =
            request.post ? post(port, target, request.content_type, as_text(request.body))
                         : get(port, target);
        const ByteView body = as_bytes(answer.body);
        answers_.push_back({++last_, {answer.status, "", Bytes(body.begin(), body.end())}});
        return last_;
    }
    void cancel(ports::RequestId id) override {
        std::erase_if(answers_, [&](const Transport::Answer& answer) { return answer.id == id; });
    }
    std::optional<Transport::Answer> poll() override {
        if (answers_.empty()) return std::nullopt;
        Transport::Answer answer = std::move(answers_.front());
        answers_.pop_front();
        return answer;
    }

private:
    ports::RequestId last_ = 0;
    std::deque<Transport::Answer> answers_;
};

struct Kiosk {
    Kiosk(const RunningHub& hub, app::DeviceRole role, std::uint64_t seed) : store(seed) {
        transport.port = hub.port();
        app::ClientConfig config;
        config.vfs = store.vfs.name();
        config.persistence = app::Persistence::durable;
        config.demo = app::DemoDevice{role, "试验设备"};
        client = std::make_unique<app::Client>(
            app::ClientPorts{store.clock, store.random, store.disk, transport}, config);
        settle();
    }

    void settle(std::uint64_t ms = 20'000) {
        store.clock.advance_ms(ms);
        for (int i = 0; i < 40; ++i) client->step();
    }
    const app::Snapshot& snapshot() const { return client->snapshot(); }
    template <typename V>
    const V& view() const {
        INFO("view " << snapshot().view.index());
        REQUIRE(std::holds_alternative<V>(snapshot().view));
        return std::get<V>(snapshot().view);
    }
    void type(const std::string& pin) {
        for (const char digit : pin)
            client->submit(app::PinDigit{static_cast<std::uint8_t>(digit - '0')});
        settle(100);
    }
    /// As a visitor of the demo does it: clicks a card, types the PIN that stands beside it.
    void identify(std::uint32_t card) {
        const std::string pin = view<app::IdentifyView>().demo_cards.at(card).pin;
        client->submit(app::UseDemoCard{card});
        type(pin);
        if (!std::holds_alternative<app::IdentifyView>(snapshot().view)) return;
        const auto& persons = view<app::IdentifyView>().persons;
        if (!persons.empty()) client->submit(app::ChoosePerson{persons[0].no});
        client->submit(app::AcceptNotice{});  // where it is shown
        settle(100);
    }

    StoreFixture store;
    SocketTransport transport;
    std::unique_ptr<app::Client> client;
};

TEST_CASE("main path: balance, counter with the hub killed, notices, on the real program",
          "[hub]") {
    const DemoFolder data;
    auto hub = std::make_unique<RunningHub>(data.path());
    Kiosk kiosk(*hub, app::DeviceRole::kiosk, 11);
    Kiosk counter(*hub, app::DeviceRole::counter, 12);
    REQUIRE(kiosk.snapshot().village == "杏湾村（示例）");
    for (int i = 0; i < 4; ++i) kiosk.settle(), counter.settle();

    kiosk.client->submit(app::GoTo{app::Place::notices});
    kiosk.settle(100);
    const auto& notices = kiosk.view<app::NoticesView>();
    CHECK(notices.log.verdict == disclosure::LogState::Verdict::verified);
    REQUIRE(notices.items.size() == 4);
    kiosk.client->submit(app::OpenNotice{notices.items[0].leaf});
    kiosk.settle(100);
    CHECK(kiosk.view<app::DocumentView>().blocks.size() > 10);
    kiosk.client->submit(app::GoTo{app::Place::home});

    kiosk.client->submit(app::GoTo{app::Place::balance});
    kiosk.identify(0);
    const Points before = kiosk.view<app::BalanceView>().available;
    CHECK(before >= Points(30));
    CHECK(kiosk.view<app::BalanceView>().lines.size() >= 5);
    kiosk.client->submit(app::SignOff{});

    counter.client->submit(app::GoTo{app::Place::counter});
    counter.identify(0);
    const Points spendable = counter.view<app::CounterView>().spendable_here;
    CHECK(spendable > Points(10));
    hub->stop(SIGKILL);
    counter.client->submit(app::AddGoods{GoodsNo{1}});
    const Points price = counter.view<app::CounterView>().total;
    counter.client->submit(app::ConfirmRedemption{});
    counter.settle(100);
    CHECK(counter.view<app::ReceiptView>().state == app::RecordState::saved);
    CHECK(counter.view<app::ReceiptView>().left == before - price);

    hub = std::make_unique<RunningHub>(data.path());
    kiosk.transport.port = counter.transport.port = hub->port();
    for (int i = 0; i < 12; ++i) counter.settle(60'000), kiosk.settle(60'000);
    CHECK(counter.snapshot().freshness.unsent == 0);
    kiosk.client->submit(app::GoTo{app::Place::balance});
    kiosk.identify(0);
    CHECK(kiosk.view<app::BalanceView>().available == before - price);
}

}  // namespace
}  // namespace xf::test
