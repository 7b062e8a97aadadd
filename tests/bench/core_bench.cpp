// xinfeng-bench [--events N] [--dir FOLDER]: the core's own speed, without HTTP and screens.
//
//   ingest   redemptions taken by one hub shard in pushes of 500: signature, chain, verdict, ledger,
//            one durable commit a push
//   apply    the same records taken over by another client, in pages, checked and projected
//   commit   one redemption at a counter until it is durable
//   rebuild  all tables made anew from the log
//
// Databases are real files in FOLDER (default: the current one), on SQLite's own unix VFS with
// synchronous=FULL; they are removed afterwards.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <numeric>
#include <string>

#include "shared/app/registry.hpp"
#include "shared/base/limits.hpp"
#include "tests/sim/forge.hpp"

namespace {

using namespace xf;
using Clock = std::chrono::steady_clock;

constexpr std::uint32_t kHouseholds = 500;

/// Ends the program where the benchmark itself is broken.
template <typename T>
T need(Result<T> result) {
    if (result.ok()) return *std::move(result);
    std::fprintf(stderr, "xinfeng-bench: %s\n", result.error().message().c_str());
    std::exit(1);
}
void need(const Status& status) {
    if (status.ok()) return;
    std::fprintf(stderr, "xinfeng-bench: %s\n", status.error().message().c_str());
    std::exit(1);
}

double seconds_since(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

/// A folder of its own, gone with it.
class Folder {
public:
    explicit Folder(const std::filesystem::path& within)
        : path_(within /
                ("xinfeng-bench-" + std::to_string(Clock::now().time_since_epoch().count()))) {
        std::filesystem::create_directories(path_);
    }
    ~Folder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    store::Database open(const char* name) const {
        return need(store::Database::open((path_ / name).string(), {}));
    }

private:
    std::filesystem::path path_;
};

const store::Projector& projector() {
    static const store::Projector kProjector(app::registry());
    return kProjector;
}

/// A hub and its devices over files.
struct Village {
    explicit Village(const Folder& folder)
        : shard(need(sync::HubShard::open(folder.open("hub.db"), projector(),
                                          {sim::kShard, Uuid::v7(1, Bytes(10, 3)), "示例村"},
                                          "示例村+00+AA"))) {
        std::vector<sim::Draft> drafts = {
            sim::budget_of(sim::kBudget), sim::staff_member(sim::kStaff, "示例干部"),
            sim::staff_pin(sim::kStaff), sim::goods(GoodsNo{1}, "示例商品", Points(1))};
        for (std::uint32_t no = 1; no <= kHouseholds; ++no) {
            sim::Family family{{no}, {{no}}, {}, "123456"};
            family.card.number = no;
            for (sim::Draft& draft : sim::family_moves_in(family, random))
                drafts.push_back(std::move(draft));
            drafts.push_back(sim::award({no}, Points(100'000)));
        }
        auto transaction = need(shard->db().begin());
        for (const sim::Draft& draft : drafts)
            need(shard->log().append(draft.header(clock.now()), draft.body(random)));
        need(transaction.commit());
    }

    sync::Enrolled enrol(const app::DeviceIdentity& device) {
        const sync::EnrolCode code = sync::EnrolCode::make(random);
        need(shard->devices().add_code(code, {store::capability::kCounter, "柜台"}, clock.now()));
        const Bytes body =
            sync::encode_enrol_request(code, device.uuid, device.key.public_key(), {});
        return need(
            sync::decode_enrol_reply(need(session.enrol(*shard, body)), code, device.uuid, {}));
    }

    test::FakeClock clock;
    test::SeededRandom random{1};
    sync::HubIdentity identity{"示例镇", *SigningKey::from_seed(Bytes(32, 8))};
    sync::HubSession session{identity, clock, app::hub_hooks()};
    std::unique_ptr<sync::HubShard> shard;
};

/// A counter over a file.
struct Counter {
    Counter(Village& village, const Folder& folder, const char* name) : db(folder.open(name)) {
        need(sim::prepare_client_schema(db));
        identity.emplace(need(app::DeviceIdentity::load(db, clock.now(), village.random)));
        const sync::Enrolled enrolled = village.enrol(*identity);
        log.emplace(db, projector(), enrolled.certificate.shard, enrolled.certificate.device);
        auto transaction = need(db.begin());
        need(projector().prepare(db));
        need(transaction.commit());
        session.emplace(*log, identity->key, village.identity.key.public_key(), clock,
                        village.random);
    }
    bool sync(Village& village) {
        const Bytes request = need(session->request({}, {}));
        return need(session->take_reply(need(village.session.sync(*village.shard, request)))).more;
    }
    void redeem(std::uint32_t household) {
        sim::Draft draft = sim::redemption(HouseholdNo{household}, {{GoodsNo{1}, 1, Points(1)}});
        draft.actor = store::Actor::of(PersonNo{household});
        auto transaction = need(db.begin());
        need(log->submit(draft.header(clock.now()), std::nullopt));
        need(transaction.commit());
    }

    store::Database db;
    test::FakeClock clock;
    std::optional<app::DeviceIdentity> identity;
    std::optional<store::ClientLog> log;
    std::optional<sync::ClientSession> session;
};

void commit_and_ingest(Village& village, Counter& counter, std::size_t events) {
    std::vector<double> commits;
    double ingesting = 0;
    for (std::size_t done = 0; done < events;) {
        for (std::size_t i = 0; i < limits::kPushEvents; ++i, ++done) {
            const auto start = Clock::now();
            counter.redeem(static_cast<std::uint32_t>(1 + done % kHouseholds));
            commits.push_back(seconds_since(start));
        }
        const Bytes request = need(counter.session->request({}, {}));
        const auto start = Clock::now();
        const Bytes reply = need(village.session.sync(*village.shard, request));
        ingesting += seconds_since(start);
        need(counter.session->take_reply(reply));
    }
    std::sort(commits.begin(), commits.end());
    const double committing = std::accumulate(commits.begin(), commits.end(), 0.0);
    std::printf("commit   p50 %.2f ms, p99 %.2f ms, %.0f redemptions/s\n",
                commits[commits.size() / 2] * 1000, commits[commits.size() * 99 / 100] * 1000,
                static_cast<double>(commits.size()) / committing);
    std::printf("ingest   %.0f events/s with verdicts, in pushes of %zu\n",
                static_cast<double>(commits.size()) / ingesting, limits::kPushEvents);
}

void apply(Village& village, Counter& other) {
    const auto start = Clock::now();
    while (other.sync(village)) {
    }
    const double took = seconds_since(start);
    const auto records = static_cast<double>(need(other.log->store().hub_seq()));
    std::printf("apply    %.0f records/s, hub's pages included\n", records / took);
}

void rebuild(Village& village) {
    const auto start = Clock::now();
    auto transaction = need(village.shard->db().begin());
    need(village.shard->log().rebuild());
    need(transaction.commit());
    const double took = seconds_since(start);
    const auto records = static_cast<double>(need(village.shard->log().store().hub_seq()));
    std::printf("rebuild  %.0f records/s\n", records / took);
}

}  // namespace

int main(int count, char** words) {
    std::size_t events = 20'000;
    std::filesystem::path within = ".";
    for (int i = 1; i + 1 < count; i += 2) {
        const std::string_view word = words[i];
        if (word == "--events")
            events = std::strtoull(words[i + 1], nullptr, 10);
        else if (word == "--dir")
            within = words[i + 1];
        else {
            std::fprintf(stderr, "xinfeng-bench [--events N] [--dir FOLDER]\n");
            return 2;
        }
    }
    const Folder folder(within);
    Village village(folder);
    Counter counter(village, folder, "counter.db");
    while (counter.sync(village)) {
    }
    commit_and_ingest(village, counter, events);
    Counter other(village, folder, "other.db");
    apply(village, other);
    rebuild(village);
    return 0;
}
