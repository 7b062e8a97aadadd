// Someone who looks at a log's public files again and again, and believes nothing: what two looks may
// never contradict.
#pragma once

#include <catch_amalgamated.hpp>
#include <map>

#include "shared/disclosure/memory_public_files.hpp"
#include "shared/disclosure/publisher.hpp"
#include "tests/support/require.hpp"
#include "tests/unit/disclosure/log_check.hpp"

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
        if (files.files().count(disclosure::kCheckpointPath) == 0) return std::nullopt;
        // The map itself: also readable while the publisher has no power.
        const ReadFile read = [&](const std::string& path) -> Result<Bytes> {
            const auto found = files.files().find(path);
            if (found == files.files().end()) return Error{ErrorCode::not_found, path};
            return found->second;
        };
        LogCheck check(read, key_);
        seen_ = need(check.check());
        const tlog::Head& head = seen_.head;
        REQUIRE(roots_.emplace(head.size.value, head.root).first->second == head.root);
        REQUIRE(head.size.value >= size_);
        size_ = head.size.value;
        return size_;
    }

    /// Also requires that nothing is there but what the log is about: once the publisher is at rest.
    std::uint64_t look_at_rest(disclosure::MemoryPublicFiles& files) {
        const auto size = look(files);
        REQUIRE(size.has_value());
        std::set<std::string> there;
        for (const auto& [path, bytes] : files.files())
            if (disclosure::may_be_withdrawn(path)) there.insert(path);
        REQUIRE(there == seen_.in_force);
        for (const disclosure::Manifest& leaf : leaves())
            if (leaf.kind == disclosure::LeafKind::withdrawal)
                REQUIRE(error_of(files.read(disclosure::body_path(leaf.body))) == ErrorCode::gone);
        return *size;
    }

    const std::vector<disclosure::Manifest>& leaves() const { return seen_.leaves; }

private:
    tlog::VerifierKey key_;
    std::uint64_t size_ = 0;
    std::map<std::uint64_t, Hash> roots_;
    std::map<std::string, Bytes> contents_;
    SeenLog seen_;
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

/// What passes for a picture, of that many bytes.
inline Bytes picture(std::uint8_t i, std::size_t size = 100) {
    Bytes out(size, i);
    constexpr std::string_view kPng = "\x89PNG\r\n\x1A\n";
    std::copy(kPng.begin(), kPng.end(), out.begin());
    return out;
}

}  // namespace xf::test
