// xinfeng-bench [--events N] [--dir FOLDER]: the core's own speed, without HTTP and screens.
//
//   ingest   redemptions taken by one hub shard in pushes of 500: signature, chain, verdict, ledger,
//            one durable commit a push
//   apply    the same records taken over by another client, in pages, checked and projected
//   commit   one redemption at a counter until it is durable
//   rebuild  all tables made anew from the log
//   lists    a desk's longest lists, narrowed down and sorted: 5,000 households of four, 50,000 records
//
// Prints a line a figure: name, value and unit between tabs. deploy/bench knows what each should be.
// Databases are real files in FOLDER (default: the current one), on SQLite's own unix VFS with
// synchronous=FULL; they are removed afterwards.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <numeric>
#include <string>

#include "shared/app/desk_lists.hpp"
#include "shared/app/registry.hpp"
#include "shared/base/limits.hpp"
#include "shared/people/feature.hpp"
#include "tests/sim/forge.hpp"

namespace {

using namespace xf;
using Clock = std::chrono::steady_clock;

constexpr std::uint32_t kHouseholds = 500;
constexpr std::uint32_t kListedHouseholds = 5'000, kListedPersons = 4;
constexpr std::uint64_t kListedRecords = 50'000;

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

void figure(const std::string& name, double value, const char* unit) {
    std::printf("%s\t%.3f\t%s\n", name.c_str(), value, unit);
    std::fflush(stdout);
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
    Village(const Folder& folder, const char* file, std::uint32_t households, std::uint32_t persons)
        : shard(need(sync::HubShard::open(folder.open(file), projector(),
                                          {sim::kShard, Uuid::v7(1, Bytes(10, 3)), "示例村"},
                                          "示例村+00+AA"))) {
        std::vector<sim::Draft> drafts = {
            sim::budget_of(sim::kBudget), sim::staff_member(sim::kStaff, "示例干部"),
            sim::staff_pin(sim::kStaff), sim::goods(GoodsNo{1}, "示例商品", Points(1))};
        for (std::uint32_t no = 1; no <= households; ++no) {
            sim::Family family{{no}, {}, {}, "123456"};
            for (std::uint32_t person = 0; person < persons; ++person)
                family.persons.push_back({no * persons + person});
            family.card.number = no;
            for (sim::Draft& draft : sim::family_moves_in(family, random))
                drafts.push_back(std::move(draft));
            drafts.push_back(sim::award({no}, Points(10'000)));
        }
        append(drafts);
    }

    void append(const std::vector<sim::Draft>& drafts) {
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
    figure("redemption, commit p50", commits[commits.size() / 2] * 1000, "ms");
    figure("redemption, commit p99", commits[commits.size() * 99 / 100] * 1000, "ms");
    figure("redemptions committed", static_cast<double>(commits.size()) / committing, "1/s");
    figure("events ingested by a hub", static_cast<double>(commits.size()) / ingesting, "1/s");
}

void apply(Village& village, Counter& other) {
    const auto start = Clock::now();
    while (other.sync(village)) {
    }
    const double took = seconds_since(start);
    const auto records = static_cast<double>(need(other.log->store().hub_seq()));
    figure("records applied by a client", records / took, "1/s");  // the hub's pages included
}

void rebuild(Village& village) {
    const auto start = Clock::now();
    auto transaction = need(village.shard->db().begin());
    need(village.shard->log().rebuild());
    need(transaction.commit());
    const double took = seconds_since(start);
    const auto records = static_cast<double>(need(village.shard->log().store().hub_seq()));
    figure("records rebuilt", records / took, "1/s");
}

/// Of this program alone, whatever else runs.
double cpu_seconds() {
    return static_cast<double>(std::clock()) / static_cast<double>(CLOCKS_PER_SEC);
}

/// What one look at a list takes, in the middle.
template <typename Look>
void time_list(const char* what, Look look) {
    std::vector<double> times;
    for (int i = 0; i < 15; ++i) {
        const double start = cpu_seconds();
        static_cast<void>(look());
        times.push_back(cpu_seconds() - start);
    }
    std::sort(times.begin(), times.end());
    figure(std::string("list, CPU: ") + what, times[times.size() / 2] * 1000, "ms");
}

void lists(Village& village) {
    constexpr std::size_t kPage = 50;
    const std::uint64_t there = need(village.shard->log().store().hub_seq());
    std::vector<sim::Draft> more;
    for (std::uint64_t i = there; i < kListedRecords; ++i)
        more.push_back(
            sim::award({static_cast<std::uint32_t>(1 + i % kListedHouseholds)}, Points(1)));
    village.append(more);
    const store::Place place = village.shard->log().place();
    using Order = app::HouseholdFilter::Order;
    const auto households = [&](const char* what, app::HouseholdFilter filter, std::size_t first) {
        time_list(what, [&] { return need(app::find_households(place, filter, {first, kPage})); });
    };
    households("households", {}, 0);
    households("households, last page", {}, kListedHouseholds - kPage);
    households("households, by points", {Order::points, 0, ""}, 0);
    households("households, by name", {Order::name, 0, ""}, 0);
    households("households, of a grid", {Order::number, 1, ""}, 0);
    households("households, a name that all have", {Order::number, 0, "人"}, 0);
    households("households, a name that nobody has", {Order::number, 0, "无"}, 0);
    households("households, a number", {Order::number, 0, "4321"}, 0);
    const auto events = [&](const char* what, app::EventFilter filter, std::size_t first) {
        time_list(what, [&] { return need(app::find_events(place, filter, {first, kPage})); });
    };
    app::EventFilter area, search, nobody, recent;
    for (const store::EventType& type : people::feature().types) area.types.push_back(type.number);
    search.search = "干部";
    nobody.search = "无";
    recent.since = village.clock.now();
    events("records", {}, 0);
    events("records, last page", {}, kListedRecords - kPage);
    events("records, of one area", area, 0);
    events("records, since a day", recent, 0);
    events("records, by a name", search, 0);
    events("records, by a name that nobody has", nobody, 0);
    area.search = "示例", area.since = recent.since;
    events("records, by all three", area, 0);
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
    Village village(folder, "hub.db", kHouseholds, 1);
    Counter counter(village, folder, "counter.db");
    while (counter.sync(village)) {
    }
    commit_and_ingest(village, counter, events);
    Counter other(village, folder, "other.db");
    apply(village, other);
    rebuild(village);
    Village large(folder, "lists.db", kListedHouseholds, kListedPersons);
    lists(large);
    return 0;
}
