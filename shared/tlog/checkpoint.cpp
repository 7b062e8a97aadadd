#include "shared/tlog/checkpoint.hpp"

#include "shared/base/limits.hpp"
#include "shared/tlog/base64.hpp"

namespace xf::tlog {
namespace {

Error malformed(const char* why) { return {ErrorCode::malformed, why}; }

/// Takes the line that `text` begins with, without its newline.
std::string_view take_line(std::string_view& text) {
    const std::size_t end = text.find('\n');
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    return line;
}

}  // namespace

std::string checkpoint_text(const Checkpoint& checkpoint) {
    return checkpoint.origin + "\n" + std::to_string(checkpoint.head.size.value) + "\n" +
           to_base64(checkpoint.head.root) + "\n";
}

Result<Checkpoint> parse_checkpoint(std::string_view text) {
    if (text.empty() || text.back() != '\n') return malformed("checkpoint: no newline at its end");
    Checkpoint checkpoint;
    checkpoint.origin = take_line(text);
    if (!valid_key_name(checkpoint.origin)) return malformed("checkpoint: origin");
    const std::string_view size = take_line(text);
    // Up to 18 digits: any of them fits, and no log comes near.
    if (size.empty() || size.size() > 18 || (size.size() > 1 && size[0] == '0'))
        return malformed("checkpoint: size");
    for (const char c : size) {
        if (c < '0' || c > '9') return malformed("checkpoint: size");
        checkpoint.head.size.value =
            checkpoint.head.size.value * 10 + static_cast<std::uint64_t>(c - '0');
    }
    XF_ASSIGN(const Bytes root, from_base64(take_line(text)));
    const auto hash = Hash::from(root);
    if (!hash) return malformed("checkpoint: root");
    checkpoint.head.root = *hash;
    while (!text.empty())
        if (take_line(text).empty()) return malformed("checkpoint: empty extension line");
    return checkpoint;
}

std::string sign_checkpoint(const NoteSigner& signer, const Head& head) {
    return signer.sign(checkpoint_text({signer.verifier().name, head}));
}

Result<Checkpoint> open_checkpoint(ByteView note, const VerifierKey& key) {
    if (note.size() > limits::kCheckpointBytes) return Error{ErrorCode::too_large, "checkpoint"};
    XF_ASSIGN(const std::string_view text, open_note(as_text(note), key));
    XF_ASSIGN(Checkpoint checkpoint, parse_checkpoint(text));
    if (checkpoint.origin != key.name)
        return Error{ErrorCode::bad_signature, "checkpoint: of another log"};
    return checkpoint;
}

}  // namespace xf::tlog
