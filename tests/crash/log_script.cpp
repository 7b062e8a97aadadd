#include "tests/crash/log_script.hpp"

#include <algorithm>
#include <map>
#include <sstream>

#include "shared/disclosure/publisher.hpp"
#include "shared/tlog/base64.hpp"
#include "tests/crash/sim_public_files.hpp"
#include "tests/support/seeded_random.hpp"
#include "tests/unit/disclosure/log_check.hpp"

namespace xf::test {
namespace {

using disclosure::Publication;
using disclosure::Publisher;
using store::Database;

// The number of starts: each draws other salts, as a restarted hub would.
constexpr std::string_view kStartSteps[] = {
    "CREATE TABLE start (id INTEGER PRIMARY KEY, count INTEGER NOT NULL) STRICT;"
    "INSERT INTO start VALUES (1, 0);"};

tlog::NoteSigner signer() {
    return *tlog::NoteSigner::create("xinfeng.example/shili/hedong",
                                     *SigningKey::from_seed(Bytes(32, 7)));
}

Publication publication(std::uint8_t i) {
    Publication out;
    out.manifest.matter.bytes[15] = i;
    out.manifest.title = "通知" + std::to_string(i);
    out.text = "# 通知" + std::to_string(i) + "\n\n正文。\n";
    return out;
}

Bytes picture(std::uint8_t i) { return {0xFF, 0xD8, 0xFF, i}; }

class LogRun {
public:
    LogRun(Database& db, ports::Disk& disk, const Acknowledge& acknowledge)
        : db_(db), acknowledge_(acknowledge), files_(disk, [this](auto path, ByteView bytes) {
              acknowledge_("file " + std::string(path) + " " + to_hex(sha256(bytes)));
          }) {}

    Status run() {
        const store::Schema schemas[] = {disclosure::kPublisherSchema, {"start", kStartSteps}};
        XF_TRY(store::migrate(db_, schemas));
        XF_TRY(db_.run("UPDATE start SET count = count + 1"));
        XF_ASSIGN(const std::int64_t start, db_.integer("SELECT count FROM start"));
        SeededRandom random(static_cast<std::uint64_t>(start));
        XF_ASSIGN(Publisher publisher, Publisher::open(db_, files_, signer()));
        at_rest(publisher);
        if (publisher.head().size.value <= 2) {  // later it is withdrawn
            Publication first = publication(1);
            first.pictures = {picture(1)};
            XF_TRY(said(publisher, publisher.publish(first, random), 0));
            XF_ASSIGN(const disclosure::Manifest manifest, publisher.manifest(0));
            Publication next = publication(2);
            next.manifest.papers = manifest.papers;
            next.pictures = {picture(2)};
            XF_TRY(said(publisher, publisher.supersede(0, next, random), 1));
        }
        XF_TRY(said(publisher, publisher.withdraw(0, "写错了", Day{20'000}), 2));
        XF_TRY(said(publisher, publisher.publish(publication(3), random), 3));
        return said(publisher, publisher.withdraw(1, "", Day{20'000}), 4);
    }

private:
    Status said(const Publisher& publisher, const Result<std::uint64_t>& leaf,
                std::uint64_t expected) {
        if (!leaf.ok()) return leaf.error();
        if (*leaf != expected) return Error{ErrorCode::internal, "another leaf"};
        at_rest(publisher);
        return {};
    }
    void at_rest(const Publisher& publisher) {
        acknowledge_("head " + std::to_string(publisher.head().size.value) + " " +
                     to_base64(publisher.head().root));
    }

    Database& db_;
    const Acknowledge& acknowledge_;
    SimPublicFiles files_;
};

// ---- The check

Error wrong(std::string what) { return {ErrorCode::internal, std::move(what)}; }

/// What was seen or promised before the power went.
struct Before {
    std::map<std::string, std::string> contents;  ///< hashes, by path
    std::map<std::uint64_t, std::string> roots;   ///< of published heads, by size
    std::vector<std::string> files;               ///< bodies and papers, until the last rest
};

/// Errors: two contents for a path, two roots for a size.
Result<Before> read_acknowledged(const Acknowledged& acknowledged) {
    Before before;
    std::vector<std::string> files;
    for (const std::string& line : acknowledged) {
        std::istringstream words(line);
        std::string what, name, hash;
        words >> what >> name >> hash;
        if (what == "head") {
            const std::string& first = before.roots.emplace(std::stoull(name), hash).first->second;
            if (first != hash) return wrong("two roots of size " + name);
            before.files = files;
        } else if (name != disclosure::kCheckpointPath) {
            const std::string& first = before.contents.emplace(name, hash).first->second;
            if (first != hash) return wrong("two contents of " + name);
            if (disclosure::may_be_withdrawn(name)) files.push_back(name);
        }
    }
    return before;
}

/// A body or paper is in force, or gone, or the database knows that it has to go.
Status check_place(SimPublicFiles& files, const std::string& path, const SeenLog& log,
                   const std::vector<std::string>& doomed) {
    const auto file = files.read(path);
    const bool gone = !file.ok() && file.error().code == ErrorCode::gone;
    if (gone || log.in_force.count(path) != 0) return {};
    if (std::find(doomed.begin(), doomed.end(), path) != doomed.end()) return {};
    return wrong("neither in force nor gone: " + path);
}

Status check_files(SimPublicFiles& files, const Before& before, const SeenLog& log, Database& db) {
    for (const auto& [path, hash] : before.contents) {
        const auto file = files.read(path);
        if (file.ok() && to_hex(sha256(*file)) != hash) return wrong("two contents of " + path);
        if (!file.ok() && file.error().code != ErrorCode::gone &&
            file.error().code != ErrorCode::not_found)
            return file.error();
    }
    XF_ASSIGN(const auto doomed, disclosure::PublisherStore(db).doomed());
    for (const std::string& path : before.files) XF_TRY(check_place(files, path, log, doomed));
    return {};
}

/// Every head that was ever signed has to be a beginning of the log.
Status check_heads(LogCheck& check, const Before& before, const SeenLog& log, Database& db) {
    for (const auto& [size, root] : before.roots) {
        if (size > log.head.size.value) return wrong("leaves are gone");
        XF_ASSIGN(const Bytes hash, tlog::from_base64(root));
        XF_TRY(check.check_root({size}, *Hash::from(hash)));
    }
    XF_ASSIGN(const auto signed_head, disclosure::PublisherStore(db).head());
    if (!signed_head) return wrong("the head is gone");
    return check.check_root(signed_head->head.size, signed_head->head.root);
}

Status check(Database& db, ports::Disk& disk, const Acknowledged& acknowledged) {
    XF_ASSIGN(const Before before, read_acknowledged(acknowledged));
    SimPublicFiles files(disk);
    LogCheck log_check([&](const std::string& path) { return files.read(path); },
                       signer().verifier());
    const auto log = log_check.check();
    if (!log.ok() && log.error().code == ErrorCode::not_found)
        return before.roots.empty() ? Status() : wrong("the checkpoint is gone");
    if (!log.ok()) return log.error();
    XF_TRY(check_heads(log_check, before, *log, db));
    return check_files(files, before, *log, db);
}

}  // namespace

CrashScript log_script() {
    // Run and check come one at a time, each after a mount.
    const auto disk = std::make_shared<ports::Disk*>();
    return {[disk](Database& db, const Acknowledge& acknowledge) {
                return LogRun(db, **disk, acknowledge).run();
            },
            [disk](Database& db, const Acknowledged& acknowledged) {
                return check(db, **disk, acknowledged);
            },
            [disk](ports::Disk& mounted) { *disk = &mounted; }};
}

}  // namespace xf::test
