#include "native/hub/village_log.hpp"

#include <algorithm>

namespace xf::hub {
namespace {

/// Names what was handed in for ever, within its village: version 8 of RFC 9562, by SHA-256.
Uuid matter_of(const VillageConfig& village, const OfficialText& official) {
    Bytes pictures;
    for (const Bytes& picture : official.pictures) append(pictures, sha256(picture).bytes);
    const Hash hash = sha256({as_bytes("xinfeng/imported-notice/1"), village.uuid.bytes,
                              as_bytes(official.text), pictures});
    Uuid out;
    std::copy_n(hash.bytes.begin(), out.bytes.size(), out.bytes.begin());
    out.bytes[6] = static_cast<std::uint8_t>((out.bytes[6] & 0x0F) | 0x80);
    out.bytes[8] = static_cast<std::uint8_t>((out.bytes[8] & 0x3F) | 0x80);
    return out;
}

}  // namespace

Result<std::unique_ptr<VillageLog>> VillageLog::open(const DataFolder& folder,
                                                     const VillageConfig& village) {
    XF_ASSIGN(const SigningKey key, folder.load_key(village.slug + ".log"));
    XF_ASSIGN(tlog::NoteSigner signer, tlog::NoteSigner::create(village.log_name, key));
    XF_ASSIGN(auto files, PosixPublicFiles::open_folder(folder.public_folder(village.slug)));
    std::unique_ptr<VillageLog> log(new VillageLog(village, folder.log_file(village.slug),
                                                   std::move(signer), std::move(files)));
    log->public_folder_ = folder.public_folder(village.slug);
    if (const Status opened = log->open_publisher(); !opened.ok())
        return Error{opened.error().code,
                     "public log of " + village.slug + ": " + opened.error().detail};
    return log;
}

Status VillageLog::open_publisher() {
    if (publisher_) return {};
    auto db = store::Database::open(database_, store::OpenOptions{});
    if (!db.ok()) return Error{db.error().code, database_ + ": " + db.error().detail};
    db_.emplace(*std::move(db));
    XF_TRY(store::migrate(*db_, {&disclosure::kPublisherSchema, 1}));
    XF_ASSIGN(auto opened, disclosure::Publisher::open(*db_, *files_, signer_));
    publisher_.emplace(std::move(opened));
    return {};
}

template <typename Act>
auto VillageLog::with(Act act) -> decltype(act(std::declval<disclosure::Publisher&>())) {
    const std::lock_guard lock(mutex_);
    XF_TRY(open_publisher());
    auto result = act(*publisher_);
    if (!result.ok() && store::is_fault(result.error().code)) {
        publisher_.reset();
        db_.reset();
    }
    return result;
}

Result<MadeLeaf> VillageLog::publish_notice(const OfficialText& official, const ports::Clock& clock,
                                            ports::Random& random) {
    XF_ASSIGN(const disclosure::Imported imported, disclosure::import_notice(official.text));
    disclosure::Publication publication =
        disclosure::notice(matter_of(village_, official), imported, china_day(clock.now()));
    publication.pictures = official.pictures;
    return with([&](disclosure::Publisher& publisher) -> Result<MadeLeaf> {
        XF_ASSIGN(const std::uint64_t leaf,
                  official.supersedes
                      ? publisher.supersede(*official.supersedes, publication, random)
                      : publisher.publish(publication, random));
        return MadeLeaf{leaf, imported.title, publisher.head().size.value};
    });
}

Result<std::optional<disclosure::Withdrawn>> VillageLog::publish(
    const disclosure::Submission& submission, std::vector<Bytes> pictures,
    const ports::Clock& clock, ports::Random& random) {
    return with([&](disclosure::Publisher& publisher) {
        return disclosure::publish_submission(publisher, submission, std::move(pictures),
                                              china_day(clock.now()), random);
    });
}

Result<bool> VillageLog::stands(const disclosure::Submission& submission) {
    return with([&](disclosure::Publisher& publisher) -> Result<bool> {
        const disclosure::Submitted& what = submission.what;
        XF_ASSIGN(const auto standing, publisher.standing_of(what.matter, what.version));
        return standing.has_value();
    });
}

Result<std::uint64_t> VillageLog::size() {
    return with([](disclosure::Publisher& publisher) -> Result<std::uint64_t> {
        return publisher.head().size.value;
    });
}

Result<TakenBack> VillageLog::withdraw(std::uint64_t leaf, std::string_view reason,
                                       const ports::Clock& clock) {
    return with([&](disclosure::Publisher& publisher) -> Result<TakenBack> {
        XF_ASSIGN(const std::uint64_t by, publisher.withdraw(leaf, reason, china_day(clock.now())));
        XF_ASSIGN(disclosure::Manifest notice, publisher.manifest(leaf));
        XF_ASSIGN(const disclosure::Manifest withdrawal, publisher.manifest(by));
        return TakenBack{{by, std::move(notice.title), publisher.head().size.value},
                         {notice.matter, notice.version, withdrawal.version}};
    });
}

Result<disclosure::ReturnReply> VillageLog::take_back(const disclosure::Returned& returned) {
    return with([&](disclosure::Publisher& publisher) -> Result<disclosure::ReturnReply> {
        disclosure::ReturnReply reply;
        if (const auto* const leaves = std::get_if<disclosure::ReturnedLeaves>(&returned)) {
            XF_TRY(publisher.take_back(leaves->checkpoint, leaves->from, leaves->leaves));
            XF_ASSIGN(reply.missing, publisher.missing_files());
        } else {
            const auto& file = std::get<disclosure::ReturnedFile>(returned);
            XF_TRY(publisher.take_back_file(file.sort, file.file));
        }
        reply.size = publisher.head().size.value;
        return reply;
    });
}

std::uint64_t VillageLog::leaves_in(std::string_view checkpoint) const {
    const auto known = tlog::open_checkpoint(as_bytes(checkpoint), signer_.verifier());
    return known.ok() ? known->head.size.value : 0;
}

// Files are copied while others publish: none of those that are there changes but the checkpoint.
Status VillageLog::back_up(BackupWriter& backup) {
    const std::string database = "logs/" + village_.slug + ".db";
    const std::string folder = "public/" + village_.slug + "/";
    std::vector<std::string> files;
    XF_TRY(with([&](disclosure::Publisher&) -> Status {
        XF_TRY(db_->run("VACUUM INTO ?", backup.folder() + "/" + database));
        XF_ASSIGN(files, files_below(public_folder_));
        const std::string checkpoint(disclosure::kCheckpointPath);
        return backup.add_copy(public_folder_ + "/" + checkpoint, folder + checkpoint);
    }));
    XF_TRY(backup.add_made(database));
    for (const std::string& file : files)
        if (file != disclosure::kCheckpointPath)
            XF_TRY(backup.add_copy_if_there(public_folder_ + "/" + file, folder + file));
    return {};
}

}  // namespace xf::hub
