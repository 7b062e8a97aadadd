// A client's real database on a real disk, damaged in the ways in which disks do it, brought to the
// running hub.
#include <fstream>

#include "native/platform/posix_disk.hpp"
#include "shared/app/village.hpp"
#include "shared/rescue/sealed_file.hpp"
#include "shared/store/vfs.hpp"
#include "tests/hub/drill.hpp"
#include "tests/support/no_transport.hpp"

namespace xf::test {
namespace {

constexpr const char* kDatabase = "app.db";
constexpr std::size_t kPage = 4096;

/// A kiosk of the village with its database in a folder.
class Kiosk {
public:
    explicit Kiosk(const RunningHub& hub) {
        open();
        const std::string text = demo_code(hub, app::DeviceRole::kiosk, kVillage);
        const sync::EnrolCode code = need(sync::EnrolCode::parse(text));
        const app::DeviceIdentity& own = storage_->identity();
        const Bytes body = sync::encode_enrol_request(code, own.uuid, own.key.public_key(), {});
        const test::Answer answer =
            post(hub.port(), "/v1/enroll", sync::kEnrolContentType, as_text(body));
        REQUIRE(answer.status == 200);
        need(storage_->enrolled(
            need(sync::decode_enrol_reply(as_bytes(answer.body), code, own.uuid, {}))));
        for (int i = 0; i < 2; ++i) sync(hub);
    }

    void sync(const RunningHub& hub) {
        sync::ClientSession& session = storage_->village()->session;
        const Bytes body = need(session.request({}, {}));
        const test::Answer answer = Device::push(hub, body);
        REQUIRE(answer.status == 200);
        need(session.take_reply(as_bytes(answer.body)));
    }

    /// One request, with a text that fills more than a page where `long_text`.
    EventKey file(const std::string& text, bool long_text) {
        const Bytes item = requests::Filed{PersonNo{1}, 1}.data();
        const std::string words = text + std::string(long_text ? 5000 : 50, 'x');
        store::ClientLog& log = storage_->village()->log;
        store::Transaction transaction = need(log.store().db().begin());
        const EventKey key = need(log.submit(header_of(requests::kFiledType, item),
                                             store::Body{{}, requests::Said{words}.content()}));
        need(transaction.commit());
        return key;
    }

    /// The program ends; with `killed` as a power cut leaves it, all in the WAL.
    void stop(bool killed) {
        if (killed) fs::copy(folder_ / "data", folder_ / "killed");
        storage_.reset();
        vfs_.reset();
        disk_.reset();
        if (!killed) return;
        fs::remove_all(folder_ / "data");
        fs::rename(folder_ / "killed", folder_ / "data");
    }

    std::string path(const std::string& name) const { return (folder_ / "data/") + name; }

    /// As the screen of a damaged client does it.
    std::string seal() {
        const auto disk = need(native::PosixDisk::open_folder(folder_ / "data"));
        auto sealing =
            need(rescue::SealedExport::begin(*disk, kDatabase, "app.db.sealed", random_));
        while (!need(sealing.step())) continue;
        return path("app.db.sealed");
    }

private:
    void open() {
        disk_ = need(native::PosixDisk::open_folder(folder_ / "data"));
        vfs_.emplace("rescued", *disk_, clock_, random_);
        storage_ =
            need(app::Storage::open(kDatabase, "rescued", {clock_, random_, *disk_, transport_}));
    }

    TempFolder folder_;
    native::OsClock clock_;
    native::OsRandom random_;
    NoTransport transport_;
    std::unique_ptr<native::PosixDisk> disk_;
    std::optional<store::Vfs> vfs_;
    std::unique_ptr<app::Storage> storage_;
};

void overwrite(const std::string& file, std::uint64_t offset, const std::string& bytes) {
    std::fstream out(file, std::ios::in | std::ios::out | std::ios::binary);
    out.seekp(static_cast<std::streamoff>(offset));
    out << bytes;
    REQUIRE(out.good());
}

std::string word_of(const std::string& table, const std::string& line) {
    const std::size_t at = table.find(line + "\t");
    REQUIRE(at != std::string::npos);
    const std::size_t begin = at + line.size() + 1;
    return table.substr(begin, table.find('\n', begin) - begin);
}

int count_of(const Finished& run, const std::string& line) {
    return std::stoi(word_of(run.out, line));
}

Finished rescue(const DemoFolder& data, const std::string& file, bool gone = false) {
    if (gone) return run_hub({"rescue", "--data", data.path(), "--gone", file});
    return run_hub({"rescue", "--data", data.path(), file});
}

/// Own events that the hub has, each with its text.
std::set<std::uint32_t> at_hub(const DemoFolder& data, const EventKey& any) {
    store::Database db = need(store::Database::open(
        hub::DataFolder::unlocked(data.path()).shard_file(kVillage), store::OpenOptions{}));
    auto rows =
        need(db.prepare("SELECT e.seq FROM event e JOIN body b USING (shard, device, epoch, seq)"
                        " WHERE e.device = ? AND b.salt IS NOT NULL AND e.verdict = 0",
                        any.device));
    std::set<std::uint32_t> out;
    need(rows.each([&](const store::Row& row) { out.insert(row.column_uint32(0)); }));
    return out;
}

enum class Damage { none, header, zeros, cut_off, torn_wal };

void do_damage(const Kiosk& kiosk, Damage damage) {
    const std::string file = kiosk.path(kDatabase), wal = file + "-wal";
    const std::uint64_t size = fs::file_size(file);
    if (damage == Damage::header) overwrite(file, 0, std::string(kPage, '\xab'));
    if (damage == Damage::zeros)
        overwrite(file, size / kPage * 3 / 4 * kPage, std::string(4 * kPage, '\0'));
    if (damage == Damage::cut_off) fs::resize_file(file, size - 40 * kPage);
    if (damage == Damage::torn_wal)
        overwrite(wal, 32 + fs::file_size(wal) / 2 / (24 + kPage) * (24 + kPage) + 24,
                  std::string(kPage, '\x5c'));
}

}  // namespace

TEST_CASE("rescue: a damaged database of a client is taken back, each event once", "[hub]") {
    const DemoFolder data;
    RunningHub hub(data.path());
    const Damage damage =
        GENERATE(Damage::none, Damage::header, Damage::zeros, Damage::cut_off, Damage::torn_wal);
    CAPTURE(static_cast<int>(damage));
    Kiosk kiosk(hub);
    const EventKey sent = kiosk.file("已上报的诉求", false);
    kiosk.sync(hub);
    std::set<std::uint32_t> waiting;
    EventKey last = sent;
    for (int i = 0; i < 160; ++i) {  // on several pages
        last = kiosk.file("第" + std::to_string(i) + "件没上报的诉求", i % 8 == 0);
        waiting.insert(last.seq.value);
    }
    kiosk.stop(damage == Damage::torn_wal);
    do_damage(kiosk, damage);
    const std::string file = kiosk.seal();

    // Without a word that the device is gone, what is behind a hole is not touched.
    const Finished careful = rescue(data, file);
    INFO(careful.out << careful.err);
    const bool hole = careful.out.empty();
    if (hole) {
        CHECK(careful.exit_code == 1);
        CHECK(careful.err.find("wrong_state") != std::string::npos);
        CHECK(at_hub(data, sent) == std::set<std::uint32_t>{sent.seq.value});
    }
    const Finished first = hole ? rescue(data, file, true) : careful;
    INFO(first.out << first.err);
    const int taken = count_of(first, "taken"), refused = count_of(first, "refused"),
              unreadable = count_of(first, "unreadable");
    const std::set<std::uint32_t> there = at_hub(data, sent);
    CHECK(there.size() == static_cast<std::size_t>(taken) + 1);
    CHECK(there.contains(sent.seq.value));
    // Of what was cut off not even that it was there may be known.
    const int told = taken + refused + unreadable;
    CHECK(told <= static_cast<int>(waiting.size()));
    if (damage != Damage::cut_off) CHECK(told == static_cast<int>(waiting.size()));
    CHECK(word_of(first.out, "not read") == "0\tbytes");
    const bool all = damage == Damage::none || damage == Damage::header;
    if (all) CHECK(taken == static_cast<int>(waiting.size()));
    CHECK(taken > (damage == Damage::cut_off ? 0 : 10));  // where pages lie is SQLite's choice
    const bool whole = refused == 0 && unreadable == 0;
    CHECK(first.exit_code == (whole ? 0 : 1));
    if (damage == Damage::none) CHECK(count_of(first, "had already") == 1);

    const Finished second = rescue(data, file, true);
    INFO(second.out << second.err);
    CHECK(count_of(second, "taken") == 0);
    CHECK(count_of(second, "unreadable") == unreadable);
    CHECK(second.exit_code == (unreadable == 0 ? 0 : 1));
    CHECK(at_hub(data, sent) == there);
    CHECK_FALSE(fs::exists(data.path() + "/rescue"));
    CHECK(hub.stop(SIGTERM).exit_code == 0);
}

TEST_CASE("rescue: what is not whole, or not for this hub, changes nothing", "[hub]") {
    const DemoFolder data;
    RunningHub hub(data.path());
    Kiosk kiosk(hub);
    const EventKey key = kiosk.file("示例诉求", false);
    kiosk.stop(false);
    const std::string file = kiosk.seal();
    const std::string bytes = content_of(file);
    const auto refused_as = [&](const std::string& other, const char* code) {
        std::ofstream(kiosk.path("other"), std::ios::binary) << other;
        const Finished run = rescue(data, kiosk.path("other"));
        INFO(run.err);
        CHECK(run.exit_code == 1);
        CHECK(run.err.find(code) != std::string::npos);
        CHECK(at_hub(data, key).empty());
    };
    refused_as(bytes.substr(0, bytes.size() - 1), "malformed");
    std::string changed = bytes;
    changed[changed.size() / 2] ^= 1;
    refused_as(changed, "malformed");
    refused_as("", "malformed");
    refused_as(content_of(kiosk.path(kDatabase)), "malformed");
    CHECK(rescue(data, kiosk.path("nowhere")).err.find("not_found") != std::string::npos);

    const DemoFolder stranger;
    const Finished elsewhere = rescue(stranger, file);  // without a running hub
    INFO(elsewhere.err);
    CHECK(elsewhere.exit_code == 1);
    CHECK(elsewhere.err.find("unknown_device") != std::string::npos);

    CHECK(hub.stop(SIGTERM).exit_code == 0);
    const Finished alone = rescue(data, file);
    INFO(alone.err);
    CHECK(alone.exit_code == 0);
    CHECK(at_hub(data, key) == std::set<std::uint32_t>{key.seq.value});
}

}  // namespace xf::test
