#include "native/hub/village_log.hpp"

#include <algorithm>

namespace xf::hub {
namespace {

/// Names a text for ever, within its village: version 8 of RFC 9562, by SHA-256.
Uuid matter_of(const VillageConfig& village, std::string_view text) {
    const Hash hash =
        sha256({as_bytes("xinfeng/imported-notice/1"), village.uuid.bytes, as_bytes(text)});
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
    const std::string file = folder.log_file(village.slug);
    auto db = store::Database::open(file, store::OpenOptions{});
    if (!db.ok()) return Error{db.error().code, file + ": " + db.error().detail};
    XF_TRY(store::migrate(*db, {&disclosure::kPublisherSchema, 1}));
    std::unique_ptr<VillageLog> log(
        new VillageLog(village, std::move(signer), *std::move(db), std::move(files)));
    if (const auto publisher = log->publisher(); !publisher.ok())
        return Error{publisher.error().code,
                     "public log of " + village.slug + ": " + publisher.error().detail};
    return log;
}

Result<disclosure::Publisher*> VillageLog::publisher() {
    if (!publisher_) {
        XF_ASSIGN(auto opened, disclosure::Publisher::open(db_, *files_, signer_));
        publisher_.emplace(std::move(opened));
    }
    return &*publisher_;
}

Result<PublishedNotice> VillageLog::publish_notice(std::string_view text, const ports::Clock& clock,
                                                   ports::Random& random) {
    XF_ASSIGN(const disclosure::Imported imported, disclosure::import_notice(text));
    const std::lock_guard lock(mutex_);
    XF_ASSIGN(disclosure::Publisher* const publisher, this->publisher());
    const auto leaf = publisher->publish(
        disclosure::notice(matter_of(village_, text), imported, china_day(clock.now())), random);
    if (!leaf.ok()) {
        publisher_.reset();
        return leaf.error();
    }
    return PublishedNotice{*leaf, imported.title, publisher->head().size.value};
}

}  // namespace xf::hub
