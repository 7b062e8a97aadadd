#include "shared/disclosure/log_return.hpp"

#include "shared/base/limits.hpp"

namespace xf::disclosure {

using store::Row;

namespace {

constexpr std::size_t kReplyBytes = 1u << 17;

Bytes copied(ByteView bytes) { return Bytes(bytes.begin(), bytes.end()); }

}  // namespace

void LogReturn::begin(tlog::TreeSize size) {
    if (begun_) return;
    begun_ = true;
    leaves_sent_ = false;
    hub_size_ = size;
    missing_.clear();
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
        if (request.body.size() > limits::kLogReturnBytes) {
            begun_ = false;
            return {};
        }
    } else {
        XF_ASSIGN(auto file, next_file());
        if (!file) {
            begun_ = false;
            return {};
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
    const bool leaves = !leaves_sent_;
    leaves_sent_ = true;
    const auto reply = decode_return_reply(answer.reply.body);
    if (answer.reply.status != 200 || !reply.ok()) {
        begun_ = false;  // the next look at the log shows whether it is still needed
        return true;
    }
    if (leaves) missing_ = reply->missing;
    return true;
}

}  // namespace xf::disclosure
