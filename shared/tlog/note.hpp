// Signed notes (C2SP signed-note), with Ed25519 signatures:
//
//   note      = text "\n" signature+        text: UTF-8 lines, each ended by a newline
//   signature = "— " name " " base64(key id (4 bytes) ‖ signature (64 bytes)) "\n"
//   key id    = SHA-256(name ‖ 0x0A ‖ 0x01 ‖ public key)[:4]
//   verifier key, as people pass it on = name "+" hex(key id) "+" base64(0x01 ‖ public key)
//
// Signatures of others (witnesses) may stand beside ours and are skipped.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "shared/base/bytes.hpp"
#include "shared/base/crypto.hpp"
#include "shared/base/result.hpp"

namespace xf::tlog {

inline constexpr std::size_t kNoteSignatures = 100;  ///< more are refused, as Go's x/mod does
inline constexpr std::size_t kKeyNameBytes = 255;

using KeyId = std::array<std::uint8_t, 4>;

/// Who signs: a name, which for a log is its origin, and a public key.
struct VerifierKey {
    std::string name;
    PublicKey key;

    friend bool operator==(const VerifierKey&, const VerifierKey&) = default;

    KeyId id() const;
    std::string text() const;
    /// Errors: malformed, also when the key id is not that of name and key.
    static Result<VerifierKey> parse(std::string_view text);
};

/// True for names that our logs may have: 1 to kKeyNameBytes printable ASCII characters, no space
/// and no plus.
bool valid_key_name(std::string_view name);

/// A name with the key that signs for it.
class NoteSigner {
public:
    /// Errors: malformed for a name that is not valid.
    static Result<NoteSigner> create(std::string name, const SigningKey& key);

    /// `text` ends in a newline.
    std::string sign(std::string_view text) const;
    const VerifierKey& verifier() const { return verifier_; }

private:
    NoteSigner(VerifierKey verifier, const SigningKey& key)
        : verifier_(std::move(verifier)), key_(key) {}

    VerifierKey verifier_;
    SigningKey key_;
};

/// The text of a note that `key` has signed; borrowed from `note`. Errors: malformed when it is not
/// a note at all; bad_signature when it has no signature of that key, or a wrong one.
Result<std::string_view> open_note(std::string_view note, const VerifierKey& key);

}  // namespace xf::tlog
