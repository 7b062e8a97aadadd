#include "shared/disclosure/replica.hpp"

#include <algorithm>

#include "shared/disclosure/paper.hpp"
#include "shared/disclosure/public_files.hpp"

namespace xf::disclosure {
namespace {

using Verdict = LogState::Verdict;

constexpr std::size_t kKeyBytes = 512;
constexpr std::size_t kEntriesBytes = tlog::kTileWidth * (2 + kManifestBytes);

Bytes copied(ByteView bytes) { return {bytes.begin(), bytes.end()}; }

}  // namespace

Result<Replica> Replica::open(store::Database& db, ports::Transport& transport,
                              const ports::Clock& clock, ReplicaConfig config) {
    Replica replica(db, transport, clock, std::move(config));
    XF_TRY(replica.load());
    return replica;
}

Status Replica::load() {
    XF_ASSIGN(const bool known, reload());
    if (!known) return config_.key ? adopt_key(*config_.key, false) : Status();
    XF_ASSIGN(const tlog::Frontier verified, store_.tree(record_.head.size));
    if (tlog::Head{verified.size(), verified.root()} != record_.head)
        return Error{ErrorCode::database_corrupt, "log_leaf: another root than was verified"};
    XF_TRY(reveal_verified());
    if (!config_.key) return {};
    // The enrolment knows better than the first files did.
    if (*config_.key != *key_) return contradiction("the enrolment names another key", {});
    if (!record_.first_use) return {};
    record_.first_use = false;
    return save();
}

/// Where an earlier version showed less of what was verified.
Status Replica::reveal_verified() {
    XF_ASSIGN(const tlog::TreeSize revealed, store_.revealed());
    if (revealed >= record_.head.size) return {};
    XF_ASSIGN(auto transaction, store_.db().begin());
    XF_TRY(store_.reveal(record_.head.size));
    return transaction.commit();
}

/// Takes everything over from the database; false when this log is new to it.
Result<bool> Replica::reload() {
    XF_ASSIGN(auto stored, store_.load());
    if (!stored) return false;
    record_ = *std::move(stored);
    key_ = record_.key;
    state_ = record_.state();
    pending_.reset();
    if (!record_.pending.empty()) {
        XF_ASSIGN(const tlog::Checkpoint pending, tlog::open_checkpoint(record_.pending, *key_));
        pending_ = pending.head;
    }
    XF_ASSIGN(tree_, store_.tree({kReplicaLeaves}));
    return true;
}

Status Replica::adopt_key(const tlog::VerifierKey& key, bool first_use) {
    key_ = key;
    record_.key = key;
    record_.first_use = first_use;
    record_.head = {{0}, tlog::empty_root()};
    return save();
}

Status Replica::save() {
    state_ = record_.state();
    return store_.save(record_);
}

// ---- Rounds --------------------------------------------------------------------------------------

void Replica::refresh() {
    if (busy() || record_.verdict == Verdict::changed) return;
    looked_ = false;
    missing_ = false;
    // An unfinished checkpoint comes first: skipping one would leave a signed root unchecked.
    phase_ = !key_ ? Phase::key : pending_ ? Phase::entries : Phase::checkpoint;
}

Status Replica::step() {
    if (request_) return {};
    switch (phase_) {
        case Phase::idle:
            break;
        case Phase::key:
            get(kKeyPath, kKeyBytes);
            break;
        case Phase::checkpoint:
            get(kCheckpointPath, limits::kCheckpointBytes);
            break;
        case Phase::entries:
            tile_ = tlog::entries_tile({tree_.size().value}, pending_->size);
            get(tlog::tile_path(tile_), kEntriesBytes);
            break;
        case Phase::bodies:
            if (wanted_.empty()) return end_files();
            get(body_path(wanted_.back().hash), static_cast<std::size_t>(config_.bodies.largest));
            break;
        case Phase::papers:
            if (wanted_.empty()) return end_files();
            get(paper_path(wanted_.back().hash), static_cast<std::size_t>(config_.papers.largest));
            break;
    }
    return {};
}

void Replica::get(std::string_view path, std::size_t max_bytes) {
    ports::HttpRequest request;
    request.path = config_.address + "/" + std::string(path);
    request.max_reply_bytes = max_bytes;
    request_ = transport_->start(std::move(request));
}

Result<bool> Replica::on_answer(const ports::Transport::Answer& answer) {
    if (!request_ || answer.id != *request_) return false;
    request_.reset();
    const ports::HttpReply& reply = answer.reply;
    // A page where a file should be is some network's login page, not the log.
    const bool page = reply.content_type.substr(0, 9) == "text/html";
    const bool absent = reply.status == 404 || reply.status == 410;
    const Reply kind = reply.status == 200 && !page ? Reply::file
                       : absent                     ? Reply::missing
                                                    : Reply::unreachable;
    if (kind == Reply::unreachable) {
        phase_ = Phase::idle;  // what was known stays as true as it was
        return true;
    }
    const Status taken = take(kind, reply.body);
    if (taken.ok()) return true;
    // What could not be stored is not known: the database has the last word.
    phase_ = Phase::idle;
    const auto reloaded = reload();
    return reloaded.ok() ? taken.error() : reloaded.error();
}

Status Replica::take(Reply kind, ByteView file) {
    switch (phase_) {
        case Phase::key:
            return take_key(kind, file);
        case Phase::checkpoint:
            return take_checkpoint(kind, file);
        case Phase::entries:
            return take_entries(kind, file);
        case Phase::bodies:
        case Phase::papers:
            return take_file(kind, file);
        case Phase::idle:
            break;
    }
    return {};
}

Status Replica::finish_round() {
    phase_ = Phase::idle;
    const Verdict verdict = missing_               ? Verdict::incomplete
                            : record_.note.empty() ? Verdict::none_yet
                                                   : Verdict::verified;
    if (verdict == record_.verdict) return {};
    record_.verdict = verdict;
    return save();
}

Status Replica::contradiction(std::string why, ByteView note) {
    phase_ = Phase::idle;
    XF_ASSIGN(auto transaction, store_.db().begin());
    record_.verdict = Verdict::changed;
    record_.evidence = copied(note);
    record_.evidence_why = std::move(why);
    record_.pending.clear();
    pending_.reset();
    XF_TRY(store_.drop_leaves(record_.head.size));
    XF_TRY(save());
    XF_TRY(transaction.commit());
    XF_ASSIGN(tree_, store_.tree(record_.head.size));
    return {};
}

Status Replica::look_again() {
    if (record_.verdict != Verdict::changed) return {};
    if (config_.key && *config_.key != *key_) {
        XF_TRY(begin_anew(*config_.key));
    } else {
        record_.verdict = record_.note.empty() ? Verdict::none_yet : Verdict::verified;
        XF_TRY(save());
    }
    refresh();
    return {};
}

/// Nothing that the other key signed counts.
Status Replica::begin_anew(const tlog::VerifierKey& key) {
    XF_ASSIGN(auto transaction, store_.db().begin());
    XF_TRY(store_.forget());
    record_ = {};
    tree_ = {};
    XF_TRY(adopt_key(key, false));
    return transaction.commit();
}

// ---- The files of a round ------------------------------------------------------------------------

Status Replica::take_key(Reply kind, ByteView file) {
    std::string_view text = as_text(file);
    if (!text.empty() && text.back() == '\n') text.remove_suffix(1);
    const auto key = tlog::VerifierKey::parse(text);
    phase_ = Phase::idle;  // without a key there is nothing to look at
    if (kind == Reply::missing || !key.ok()) return {};
    XF_TRY(adopt_key(*key, true));
    phase_ = Phase::checkpoint;
    return {};
}

Status Replica::take_checkpoint(Reply kind, ByteView file) {
    looked_ = true;
    if (kind == Reply::missing) {
        missing_ = !record_.note.empty();
        return begin_files(Phase::bodies);
    }
    const auto checkpoint = tlog::open_checkpoint(file, *key_);
    if (!checkpoint.ok()) {
        if (checkpoint.error().code == ErrorCode::bad_signature)
            return contradiction(checkpoint.error().message(), file);
        missing_ = true;  // not a checkpoint at all
        return begin_files(Phase::bodies);
    }
    record_.checked_at = clock_->now();
    return compare_with_head(*checkpoint, file);
}

Status Replica::compare_with_head(const tlog::Checkpoint& checkpoint, ByteView note) {
    const tlog::Head& head = checkpoint.head;
    hub_behind_.reset();
    if (head.size > record_.head.size) {
        if (head.size.value > kReplicaLeaves) {
            missing_ = true;
            return begin_files(Phase::bodies);
        }
        record_.pending = copied(note);
        pending_ = head;
        phase_ = Phase::entries;
        return save();
    }
    XF_ASSIGN(const tlog::Frontier here, store_.tree(head.size));
    if (here.root() != head.root) return contradiction("another root for a size seen before", note);
    if (head.size < record_.head.size) {
        missing_ = true;  // true, but old: some cache's, or a hub restored from a backup
        hub_behind_ = head.size;
    } else {
        record_.note = copied(note);
        record_.verdict = Verdict::verified;
    }
    XF_TRY(save());
    return begin_files(Phase::bodies);
}

Status Replica::take_entries(Reply kind, ByteView file) {
    if (kind == Reply::missing) {
        // A partial tile may be gone once the whole one is there.
        if (tile_.width < tlog::kTileWidth) {
            tile_.width = tlog::kTileWidth;
            get(tlog::tile_path(tile_), kEntriesBytes);
            return {};
        }
        missing_ = true;
        return begin_files(Phase::bodies);
    }
    auto entries = tlog::decode_entries(file, tile_.width, kManifestBytes);
    if (!entries.ok()) return contradiction(entries.error().message(), record_.pending);
    // Of a wider tile only what the checkpoint covers; what is here already has to be the same.
    const std::uint64_t first = tile_.index * tlog::kTileWidth;
    entries->resize(static_cast<std::size_t>(
        std::min<std::uint64_t>(entries->size(), pending_->size.value - first)));
    const auto known = static_cast<std::size_t>(tree_.size().value - first);
    for (std::size_t i = 0; i < known; ++i) {
        XF_ASSIGN(const bool same, store_.has_leaf({first + i}, (*entries)[i]));
        if (!same) return contradiction("an entry is not what it was", Bytes(record_.pending));
    }
    entries->erase(entries->begin(), entries->begin() + static_cast<std::ptrdiff_t>(known));
    XF_ASSIGN(const bool right, add_entries(*entries));
    if (!right)
        return contradiction("the entries do not have the signed root", Bytes(record_.pending));
    return phase_ == Phase::checkpoint && looked_ ? begin_files(Phase::bodies) : Status();
}

/// False, and nothing is kept of them, when the tree is complete with them and has another root.
Result<bool> Replica::add_entries(const std::vector<ByteView>& entries) {
    XF_ASSIGN(auto transaction, store_.db().begin());
    for (const ByteView entry : entries) {
        XF_TRY(store_.add_leaf({tree_.size().value}, entry));
        tree_.append(tlog::leaf_hash(entry));
    }
    if (tree_.size() == pending_->size) {
        if (tree_.root() != pending_->root) return false;
        XF_TRY(reach_pending());
    }
    XF_TRY(transaction.commit());
    return true;
}

/// Everything up to the pending checkpoint is here and has its root.
Status Replica::reach_pending() {
    XF_TRY(store_.reveal(pending_->size));
    record_.head = *pending_;
    record_.note = std::move(record_.pending);
    record_.pending.clear();
    record_.verdict = Verdict::verified;
    pending_.reset();
    phase_ = Phase::checkpoint;
    return save();
}

// ---- Bodies and papers --------------------------------------------------------------------------

ReplicaFiles Replica::files() {
    if (phase_ == Phase::papers)
        return {store_.db(), config_.shard, ReplicaFiles::Sort::paper, config_.papers};
    return {store_.db(), config_.shard, ReplicaFiles::Sort::body, config_.bodies};
}

Status Replica::begin_files(Phase phase) {
    phase_ = phase;
    XF_ASSIGN(wanted_, files().wanted());
    std::reverse(wanted_.begin(), wanted_.end());
    return {};
}

Status Replica::end_files() {
    return phase_ == Phase::bodies ? begin_files(Phase::papers) : finish_round();
}

Status Replica::take_file(Reply kind, ByteView file) {
    const Hash hash = wanted_.back().hash;
    wanted_.pop_back();
    if (kind == Reply::missing) {
        missing_ = true;
        return {};
    }
    const bool right =
        phase_ == Phase::papers ? paper_picture(file, hash).ok() : body_text(file, hash).ok();
    if (!right)
        return contradiction("file " + to_hex(hash) + " is another one", Bytes(record_.note));
    XF_TRY(files().add(hash, file));
    XF_ASSIGN(const std::uint64_t floor, files().floor());
    std::erase_if(wanted_, [&](const ReplicaFiles::Wanted& each) { return each.leaf < floor; });
    return {};
}

}  // namespace xf::disclosure
