#include "shared/disclosure/log_return.hpp"

#include "shared/base/limits.hpp"

namespace xf::disclosure {

using store::Row;

namespace {

constexpr std::size_t kReplyBytes = 1u << 17;

Bytes copied(ByteView bytes) { return Bytes(bytes.begin(), bytes.end()); }

}  // namespace

Status LogReturn::begin(std::optional<tlog::TreeSize> behind) {
    if (begun_) return {};
    if (behind)
        XF_TRY(
            store_.db().run("INSERT INTO log_returning VALUES (?, ?) ON CONFLICT DO UPDATE"
                            " SET size = min(size, excluded.size)",
                            shard_, behind->value));
    XF_ASSIGN(auto rows,
              store_.db().prepare("SELECT size FROM log_returning WHERE shard = ?", shard_));
    XF_ASSIGN(const auto size, rows.first([](const Row& row) { return row.column_int(0); }));
    if (!size) return {};
    begun_ = true;
    leaves_sent_ = false;
    hub_size_ = {static_cast<std::uint64_t>(*size)};
    return {};
}

Status LogReturn::finish() {
    begun_ = false;
    return store_.db().run("DELETE FROM log_returning WHERE shard = ?", shard_);
}

Status LogReturn::step() {
    if (!begun_ || request_) return {};
    ports::HttpRequest request;
    request.post = true;
    request.path = "/v1/return-log";
    request.content_type = kLogReturnContentType;
    request.max_reply_bytes = kReplyBytes;
    if (!leaves_sent_) {
        XF_ASSIGN(request.body, leaves_after(hub_size_));
        if (request.body.size() > limits::kLogReturnBytes) return finish();
    } else {
        XF_ASSIGN(auto file, next_file());
        if (!file && !delivered_) return finish();
        if (!file) {  // it may miss more than it named
            leaves_sent_ = false;
            return step();
        }
        request.body = *std::move(file);
    }
    request_ = transport_->start(std::move(request));
    return {};
}

/// As many as one request holds; the hub takes them only with the checkpoint, so a backup that is older
/// than that many leaves needs a copy of the log's files instead.
Result<Bytes> LogReturn::leaves_after(tlog::TreeSize size) {
    XF_ASSIGN(const auto record, store_.load());
    ReturnedLeaves out;
    out.shard = shard_;
    out.from = size.value;
    if (!record) return encode(Returned(out));
    out.checkpoint = as_text(record->note);
    XF_ASSIGN(auto rows,
              store_.db().prepare("SELECT bytes FROM log_leaf WHERE shard = ? AND leaf >= ?"
                                  " AND leaf < ? ORDER BY leaf",
                                  shard_, size.value, record->head.size.value));
    XF_TRY(rows.each([&](const Row& row) { out.leaves.push_back(copied(row.column_blob(0))); }));
    return encode(Returned(std::move(out)));
}

/// The next file that the hub misses and that is here.
Result<std::optional<Bytes>> LogReturn::next_file() {
    while (!missing_.empty()) {
        const FileName name = missing_.back();
        missing_.pop_back();
        XF_ASSIGN(auto rows, store_.db().prepare("SELECT file FROM log_file WHERE shard = ?"
                                                 " AND hash = ? AND sort = ?",
                                                 shard_, name.hash, name.sort));
        XF_ASSIGN(auto file, rows.first([](const Row& row) { return copied(row.column_blob(0)); }));
        if (file)
            return std::optional(
                encode(Returned(ReturnedFile{shard_, name.sort, *std::move(file)})));
    }
    return std::optional<Bytes>();
}

Result<bool> LogReturn::on_answer(const ports::Transport::Answer& answer) {
    if (!request_ || answer.id != *request_) return false;
    request_.reset();
    const int status = answer.reply.status;
    const auto reply = decode_return_reply(answer.reply.body);
    const bool taken = status == 200 && reply.ok();
    // Another device may have brought the same file before.
    const bool refused = leaves_sent_ && status >= 400 && status < 500;
    if (!taken && !refused) begun_ = false;  // goes on after the next look at the log
    if (taken && leaves_sent_) delivered_ = true;
    if (taken && !leaves_sent_) {
        leaves_sent_ = true;
        delivered_ = false;
        hub_size_ = {reply->size};
        missing_ = reply->missing;
    }
    return true;
}

}  // namespace xf::disclosure
