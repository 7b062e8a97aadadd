// What any auditor may check of a log, from its files alone.
#pragma once

#include <functional>
#include <set>
#include <string>

#include "shared/base/limits.hpp"
#include "shared/disclosure/manifest.hpp"
#include "shared/disclosure/paper.hpp"
#include "shared/disclosure/public_files.hpp"
#include "shared/tlog/checkpoint.hpp"
#include "shared/tlog/tile.hpp"

namespace xf::test {

using ReadFile = std::function<Result<Bytes>(const std::string& path)>;

struct SeenLog {
    tlog::Head head;
    std::vector<disclosure::Manifest> leaves;
    std::set<std::string> in_force;  ///< bodies and papers of publications that were not withdrawn
};

class LogCheck {
public:
    LogCheck(ReadFile read, tlog::VerifierKey key) : read_(std::move(read)), key_(std::move(key)) {}

    /// Errors: not_found without a checkpoint; an Error whose detail says what is wrong.
    Result<SeenLog> check() {
        XF_ASSIGN(const Bytes note, read_(std::string(disclosure::kCheckpointPath)));
        XF_ASSIGN(const tlog::Checkpoint checkpoint, tlog::open_checkpoint(note, key_));
        seen_.head = checkpoint.head;
        XF_TRY(check_entries());
        XF_TRY(check_root(seen_.head.size, seen_.head.root));
        XF_TRY(check_files());
        return std::move(seen_);
    }

    /// That the hash tiles lead to this root at that size, which is not beyond the log's.
    Status check_root(tlog::TreeSize size, const Hash& root) {
        const tlog::TreeSize whole = size < seen_.head.size ? seen_.head.size : size;
        tlog::TileReader reader(whole,
                                [&](const tlog::Tile& t) { return need_file(tile_path(t)); });
        XF_ASSIGN(const Hash found, tlog::root_at(reader, size));
        if (found != root) return wrong("another root at " + std::to_string(size.value));
        return {};
    }

private:
    static Error wrong(std::string what) { return {ErrorCode::log_changed, std::move(what)}; }

    Result<Bytes> need_file(const std::string& path) {
        auto file = read_(path);
        if (!file.ok() && file.error().code == ErrorCode::not_found) return wrong("no " + path);
        return file;
    }

    Status check_entries() {
        tlog::Frontier frontier;
        while (frontier.size() < seen_.head.size) {
            const auto tile = tlog::entries_tile({frontier.size().value}, seen_.head.size);
            XF_ASSIGN(const Bytes file, need_file(tile_path(tile)));
            XF_ASSIGN(const auto entries,
                      tlog::decode_entries(file, tile.width, limits::kLeafBytes));
            for (const ByteView entry : entries) {
                frontier.append(tlog::leaf_hash(entry));
                XF_ASSIGN(disclosure::Manifest manifest, disclosure::decode_manifest(entry));
                seen_.leaves.push_back(std::move(manifest));
            }
        }
        if (frontier.root() != seen_.head.root) return wrong("entries have another root");
        return {};
    }

    Status check_files() {
        std::set<std::uint64_t> withdrawn;
        for (const disclosure::Manifest& leaf : seen_.leaves)
            if (leaf.kind == disclosure::LeafKind::withdrawal) withdrawn.insert(*leaf.supersedes);
        for (std::uint64_t i = 0; i < seen_.leaves.size(); ++i) {
            const disclosure::Manifest& leaf = seen_.leaves[i];
            if (leaf.kind == disclosure::LeafKind::withdrawal || withdrawn.count(i) != 0) continue;
            XF_ASSIGN(const Bytes body, need_file(disclosure::body_path(leaf.body)));
            XF_TRY(as_status(disclosure::body_text(body, leaf.body)));
            seen_.in_force.insert(disclosure::body_path(leaf.body));
            for (const Hash& paper : leaf.papers) {
                XF_ASSIGN(const Bytes file, need_file(disclosure::paper_path(paper)));
                XF_TRY(as_status(disclosure::paper_picture(file, paper)));
                seen_.in_force.insert(disclosure::paper_path(paper));
            }
        }
        return {};
    }

    template <typename T>
    static Status as_status(const Result<T>& result) {
        return result.ok() ? Status() : Status(result.error());
    }

    ReadFile read_;
    tlog::VerifierKey key_;
    SeenLog seen_;
};

}  // namespace xf::test
