#include "shared/tlog/note.hpp"

#include <algorithm>
#include <optional>

#include "shared/base/assert.hpp"
#include "shared/base/cbor.hpp"
#include "shared/tlog/base64.hpp"

namespace xf::tlog {
namespace {

constexpr std::string_view kDash = "\u2014 ";
constexpr std::uint8_t kEd25519[] = {0x01};
constexpr std::uint8_t kNewline[] = {0x0A};
constexpr std::size_t kMaxKeyText = kKeyNameBytes + 64;  // two plus signs, 8 and 44 digits

Error malformed(const char* why) { return {ErrorCode::malformed, why}; }

/// Valid UTF-8 in which newline is the only control character.
bool plain_text(std::string_view text) {
    return cbor::valid_utf8(as_bytes(text)) && std::all_of(text.begin(), text.end(), [](char c) {
               return static_cast<unsigned char>(c) >= 0x20 || c == '\n';
           });
}

struct SignatureLine {
    std::string_view name;
    Bytes id_and_signature;
};

Result<SignatureLine> parse_signature(std::string_view line) {
    if (line.substr(0, kDash.size()) != kDash) return malformed("note: signature line");
    line.remove_prefix(kDash.size());
    const std::size_t space = line.find(' ');
    if (space == 0 || space == std::string_view::npos) return malformed("note: signature line");
    const std::string_view name = line.substr(0, space);
    if (name.find('+') != std::string_view::npos) return malformed("note: name of a key");
    XF_ASSIGN(Bytes bytes, from_base64(line.substr(space + 1)));
    if (bytes.size() <= sizeof(KeyId)) return malformed("note: signature is too short");
    return SignatureLine{name, std::move(bytes)};
}

/// Nothing: the line is not by that key. Else whether its signature is right.
std::optional<bool> check(const SignatureLine& line, const VerifierKey& key,
                          std::string_view text) {
    const KeyId id = key.id();
    const ByteView bytes = line.id_and_signature;
    if (line.name != key.name || !equal(bytes.first(id.size()), id)) return std::nullopt;
    const auto signature = Signature::from(bytes.subspan(id.size()));
    return signature && verify(key.key, as_bytes(text), *signature);
}

}  // namespace

bool valid_key_name(std::string_view name) {
    return !name.empty() && name.size() <= kKeyNameBytes &&
           std::all_of(name.begin(), name.end(),
                       [](char c) { return c > 0x20 && c < 0x7F && c != '+'; });
}

KeyId VerifierKey::id() const {
    const Hash hash = sha256({as_bytes(name), ByteView(kNewline), ByteView(kEd25519), key.bytes});
    KeyId id;
    std::copy_n(hash.bytes.begin(), id.size(), id.begin());
    return id;
}

std::string VerifierKey::text() const {
    Bytes typed(std::begin(kEd25519), std::end(kEd25519));
    append(typed, key.bytes);
    return name + "+" + to_hex(id()) + "+" + to_base64(typed);
}

Result<VerifierKey> VerifierKey::parse(std::string_view text) {
    if (text.size() > kMaxKeyText) return malformed("verifier key: too long");
    const std::size_t first = text.find('+');
    if (first == std::string_view::npos) return malformed("verifier key: no plus");
    const std::size_t second = text.find('+', first + 1);
    if (second == std::string_view::npos) return malformed("verifier key: one plus only");
    XF_ASSIGN(const Bytes typed, from_base64(text.substr(second + 1)));
    if (typed.empty() || typed[0] != kEd25519[0]) return malformed("verifier key: not Ed25519");
    const auto key = PublicKey::from(ByteView(typed).subspan(1));
    if (!key || !valid_key_name(text.substr(0, first))) return malformed("verifier key");
    VerifierKey verifier{std::string(text.substr(0, first)), *key};
    // Compares the key id too: a mistyped key is found here.
    if (verifier.text() != text) return malformed("verifier key: key id does not match");
    return verifier;
}

Result<NoteSigner> NoteSigner::create(std::string name, const SigningKey& key) {
    if (!valid_key_name(name)) return malformed("name of a signing key");
    return NoteSigner({std::move(name), key.public_key()}, key);
}

std::string NoteSigner::sign(std::string_view text) const {
    XF_ASSERT(!text.empty() && text.back() == '\n' && plain_text(text));
    const KeyId id = verifier_.id();
    Bytes bytes(id.begin(), id.end());
    append(bytes, key_.sign(as_bytes(text)).bytes);
    std::string note(text);
    note += "\n";
    note += kDash;
    return note + verifier_.name + " " + to_base64(bytes) + "\n";
}

Result<std::string_view> open_note(std::string_view note, const VerifierKey& key) {
    if (!plain_text(note)) return malformed("note: not plain UTF-8");
    // The last blank line ends the text.
    const std::size_t blank = note.rfind("\n\n");
    if (blank == std::string_view::npos) return malformed("note: no blank line");
    const std::string_view text = note.substr(0, blank + 1);
    std::string_view lines = note.substr(blank + 2);
    if (lines.empty() || lines.back() != '\n') return malformed("note: no signatures");
    std::optional<bool> right;
    for (std::size_t count = 0; !lines.empty(); ++count) {
        if (count == kNoteSignatures) return malformed("note: too many signatures");
        const std::size_t end = lines.find('\n');
        XF_ASSIGN(const SignatureLine line, parse_signature(lines.substr(0, end)));
        lines.remove_prefix(end + 1);
        // Two signatures of one key: both have to be right.
        if (const auto checked = check(line, key, text)) right = right.value_or(true) && *checked;
    }
    if (!right) return Error{ErrorCode::bad_signature, "note: not signed by this key"};
    if (!*right) return Error{ErrorCode::bad_signature, "note: wrong signature"};
    return text;
}

}  // namespace xf::tlog
