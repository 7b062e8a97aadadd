#include "shared/app/picture_driver.hpp"

#include <algorithm>

#include "shared/app/sync_driver.hpp"
#include "shared/base/limits.hpp"
#include "shared/blobs/links.hpp"

namespace xf::app {

using blobs::BlobRef;

PictureDriver::PictureDriver(store::ClientLog& log, const DeviceIdentity& identity,
                             ports::Transport& transport, const ports::Clock& clock,
                             ports::Random& random)
    : log_(&log),
      identity_(&identity),
      transport_(&transport),
      clock_(&clock),
      random_(&random),
      blobs_(log.store().db()),
      retry_ms_(kFirstRetryMs) {}

void PictureDriver::want(const BlobRef& blob) {
    if (unavailable(blob.hash)) return;
    if (std::find(wanted_.begin(), wanted_.end(), blob) != wanted_.end()) return;
    wanted_.insert(wanted_.begin(), blob);
}

bool PictureDriver::unavailable(const Hash& hash) const {
    const auto found = unavailable_.find(hash);
    return found != unavailable_.end() && clock_->monotonic_ms() < found->second;
}

Status PictureDriver::step(const Occasion& occasion, const std::vector<sync::AtHand>& at_hand) {
    if (request_ || !occasion.online || clock_->monotonic_ms() < next_ms_) return {};
    XF_ASSIGN(const std::optional<Task> task, next_task(occasion));
    return task ? start(*task, at_hand) : Status();
}

/// Somebody who waits comes before what waits by itself.
Result<std::optional<PictureDriver::Task>> PictureDriver::next_task(const Occasion& occasion) {
    XF_ASSIGN(std::optional<Task> task, next_down());
    if (!task && occasion.all_sent) return next_up();
    return task;
}

Result<std::optional<PictureDriver::Task>> PictureDriver::next_down() {
    while (!wanted_.empty()) {
        const BlobRef blob = wanted_.front();
        XF_ASSIGN(const std::uint32_t have, blobs_.have(blob.hash));
        if (have < blob.size) return std::optional(Task{blob, false, have, false});
        done(blob.hash, true);
    }
    return std::optional<Task>();
}

Result<std::optional<PictureDriver::Task>> PictureDriver::next_up() {
    XF_ASSIGN(const std::optional<BlobRef> blob, blobs_.next_to_send());
    if (!blob) return std::optional<Task>();
    const auto known = at_hub_.find(blob->hash);
    const bool probe = known == at_hub_.end();
    return std::optional(Task{*blob, true, probe ? 0 : known->second, probe});
}

Status PictureDriver::start(const Task& task, const std::vector<sync::AtHand>& at_hand) {
    sync::BlobRequest request;
    request.shard = log_->shard().no;
    request.device = log_->own().uuid;
    request.epoch = log_->own().epoch;
    random_->fill(request.nonce);
    request.blob = task.blob;
    request.offset = task.offset;
    if (task.probe) {
        request.piece.emplace();
    } else if (task.up) {
        XF_ASSIGN(request.piece,
                  blobs_.read_piece(task.blob, task.offset, limits::kBlobPieceBytes));
    } else {
        request.at_hand = at_hand;
    }
    nonce_ = request.nonce;
    ports::HttpRequest http;
    http.post = true;
    http.path = "/v1/blob";
    http.content_type = sync::kBlobContentType;
    http.max_reply_bytes = limits::kBlobBodyBytes;
    http.body = sync::encode(request, identity_->key);
    task_ = task;
    request_ = transport_->start(std::move(http));
    return {};
}

Result<bool> PictureDriver::on_answer(const ports::Transport::Answer& answer) {
    if (request_ != answer.id) return false;
    request_.reset();
    const Task task = *std::exchange(task_, std::nullopt);
    XF_TRY(on_reply(answer.reply, task));
    return true;
}

Status PictureDriver::on_reply(const ports::HttpReply& http, const Task& task) {
    if (http.status != 200) return on_refusal(http, task);
    const auto reply = sync::decode_blob_reply(http.body, identity_->certificate->hub_key);
    if (!reply.ok() || reply->nonce != nonce_) {
        pause();
        return {};
    }
    retry_ms_ = kFirstRetryMs;
    next_ms_ = 0;
    return task.up ? on_sent(task, reply->have) : on_piece(task, *reply);
}

Status PictureDriver::on_sent(const Task& task, std::uint32_t have) {
    at_hub_[task.blob.hash] = std::min(have, task.blob.size);
    if (have < task.blob.size) return {};
    at_hub_.erase(task.blob.hash);
    one_sent_ = true;
    XF_ASSIGN(const std::uint64_t cursor, log_->store().hub_seq());
    return blobs_.sent(task.blob.hash, cursor);
}

Status PictureDriver::on_piece(const Task& task, const sync::BlobReply& reply) {
    if (reply.have != task.blob.size || reply.piece.empty()) {
        done(task.blob.hash, false);
        return {};
    }
    XF_ASSIGN(store::Transaction transaction, blobs_.db().begin());
    const auto have = blobs_.append(task.blob, task.offset, reply.piece);
    if (!have.ok() && store::is_fault(have.error().code)) return have.error();
    XF_ASSIGN(const std::uint64_t stable, log_->stable());
    XF_TRY(blobs_.make_room(limits::kBlobsOfClient, stable));
    XF_TRY(transaction.commit());
    if (!have.ok()) done(task.blob.hash, false);
    return {};
}

/// A hub that does not know the event, or does not like the picture, will not change its mind.
Status PictureDriver::on_refusal(const ports::HttpReply& reply, const Task& task) {
    const auto code = refusal_in(reply);
    if (task.up && (code == ErrorCode::unknown_reference || code == ErrorCode::bad_picture))
        return blobs_.sent(task.blob.hash, 0);
    if (!task.up && code == ErrorCode::not_found) {
        done(task.blob.hash, false);
        return {};
    }
    pause();
    return {};
}

void PictureDriver::pause() {
    at_hub_.clear();  // it may be another hub by then
    next_ms_ = clock_->monotonic_ms() + retry_ms_;
    retry_ms_ = std::min(retry_ms_ * 2, kLongestRetryMs);
}

void PictureDriver::done(const Hash& hash, bool came) {
    std::erase_if(wanted_, [&](const BlobRef& blob) { return blob.hash == hash; });
    if (!came) unavailable_[hash] = clock_->monotonic_ms() + kSyncEveryMs;
    changed_ = true;
}

Status PictureDriver::forget() {
    if (request_) transport_->cancel(*request_);
    request_.reset();
    task_.reset();
    wanted_.clear();
    unavailable_.clear();
    XF_ASSIGN(store::Transaction transaction, blobs_.db().begin());
    XF_ASSIGN(const std::uint64_t stable, log_->stable());
    XF_TRY(blobs_.sweep(stable, [this](const Hash& hash) -> Result<bool> {
        XF_ASSIGN(const auto links, blobs::links_of(log_->place(), hash));
        return !links.empty();
    }));
    return transaction.commit();
}

}  // namespace xf::app
