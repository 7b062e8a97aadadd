// Someone who looks at a log's public files again and again, and believes nothing: what any auditor
// may check, and what two looks may never contradict.
#pragma once

#include <catch_amalgamated.hpp>
#include <map>

#include "shared/base/limits.hpp"
#include "shared/disclosure/manifest.hpp"
#include "shared/disclosure/memory_public_files.hpp"
#include "shared/disclosure/publisher.hpp"

namespace xf::test {

inline tlog::NoteSigner log_signer(std::uint8_t seed = 7) {
    return *tlog::NoteSigner::create("xinfeng.example/shili/hedong",
                                     *SigningKey::from_seed(Bytes(32, seed)));
}

class Observer {
public:
    explicit Observer(tlog::VerifierKey key = log_signer().verifier()) : key_(std::move(key)) {}

    /// Requires that the files are a valid log that continues what was seen before. Returns its
    /// size; nothing when there is no checkpoint yet.
    std::optional<std::uint64_t> look(const disclosure::MemoryPublicFiles& files) {
        for (const auto& [path, bytes] : files.files()) {
            if (path == disclosure::kCheckpointPath) continue;
            INFO(path);
            // A cache may have kept the first one for ever.
            REQUIRE(contents_.emplace(path, bytes).first->second == bytes);
        }
        const auto note = files.files().find(disclosure::kCheckpointPath);
        if (note == files.files().end()) return std::nullopt;
        const auto checkpoint = tlog::open_checkpoint(note->second, key_);
        REQUIRE(checkpoint.ok());
        const tlog::Head& head = checkpoint->head;
        REQUIRE(roots_.emplace(head.size.value, head.root).first->second == head.root);
        REQUIRE(head.size.value >= size_);
        size_ = head.size.value;
        check_tree(files, head);
        return size_;
    }

    const std::vector<disclosure::Manifest>& leaves() const { return leaves_; }

private:
    void check_tree(const disclosure::MemoryPublicFiles& files, const tlog::Head& head) {
        tlog::Frontier frontier;
        leaves_.clear();
        while (frontier.size() < head.size) {
            const auto tile = tlog::entries_tile({frontier.size().value}, head.size);
            const auto file = files.files().find(tlog::tile_path(tile));
            REQUIRE(file != files.files().end());
            const auto entries = tlog::decode_entries(file->second, tile.width, limits::kLeafBytes);
            REQUIRE(entries.ok());
            for (const ByteView entry : *entries) {
                frontier.append(tlog::leaf_hash(entry));
                const auto manifest = disclosure::decode_manifest(entry);
                if (manifest.ok()) leaves_.push_back(*manifest);
            }
        }
        REQUIRE(frontier.root() == head.root);
        tlog::TileReader reader(head.size, [&](const tlog::Tile& tile) -> Result<Bytes> {
            const auto found = files.files().find(tlog::tile_path(tile));
            if (found == files.files().end()) return Error{ErrorCode::not_found, {}};
            return found->second;
        });
        const auto root = tlog::root_at(reader, head.size);
        REQUIRE(root.ok());
        REQUIRE(*root == head.root);
        for (const disclosure::Manifest& leaf : leaves_) {
            const auto body = files.files().find(disclosure::body_path(leaf.body));
            REQUIRE(body != files.files().end());
            REQUIRE(disclosure::body_text(body->second, leaf.body).ok());
        }
    }

    tlog::VerifierKey key_;
    std::uint64_t size_ = 0;
    std::map<std::uint64_t, Hash> roots_;
    std::map<std::string, Bytes> contents_;
    std::vector<disclosure::Manifest> leaves_;
};

/// The publication number `i` of a test.
inline disclosure::Publication publication(std::uint8_t i) {
    disclosure::Imported imported;
    imported.title = "关于第" + std::to_string(i) + "件事的通知";
    imported.document_number = "示发〔2026〕" + std::to_string(i) + "号";
    imported.markdown = "# " + imported.title + "\n\n正文。\n";
    Uuid matter;
    matter.bytes[15] = i;
    return disclosure::notice(matter, imported, day_of({2026, 5, 6}));
}

}  // namespace xf::test
