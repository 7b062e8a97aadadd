#include "shared/tlog/note.hpp"

#include <catch_amalgamated.hpp>

#include "shared/base/limits.hpp"
#include "shared/tlog/base64.hpp"
#include "shared/tlog/checkpoint.hpp"
#include "tests/support/seed.hpp"
#include "tests/unit/tlog/mutation.hpp"

namespace xf::tlog {
namespace {

// The example in the documentation of Go's golang.org/x/mod/sumdb/note.
constexpr std::string_view kGoKey =
    "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
constexpr std::string_view kGoText =
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n";
constexpr std::string_view kGoSignature =
    "\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqf"
    "qdngotpRZb6KE6RyyBwJnAM=\n";

std::string go_note() { return std::string(kGoText) + "\n" + std::string(kGoSignature); }

NoteSigner signer(std::uint8_t seed = 1, std::string name = "xinfeng.example/shili/hedong") {
    return *NoteSigner::create(std::move(name), *SigningKey::from_seed(Bytes(32, seed)));
}

ErrorCode code(const Result<std::string_view>& result) { return result.error().code; }

TEST_CASE("a note that Go signed", "[tlog]") {
    const auto key = VerifierKey::parse(kGoKey);
    REQUIRE(key.ok());
    CHECK(key->name == "PeterNeumann");
    CHECK(to_hex(key->id()) == "c74f20a3");
    CHECK(key->text() == kGoKey);
    const std::string note = go_note();
    const auto text = open_note(note, *key);
    REQUIRE(text.ok());
    CHECK(*text == kGoText);
}

TEST_CASE("what we sign opens, and only with our key", "[tlog]") {
    const std::string note = signer().sign("line one\n第二行\n");
    const auto text = open_note(note, signer().verifier());
    REQUIRE(text.ok());
    CHECK(*text == "line one\n第二行\n");
    CHECK(code(open_note(note, signer(2).verifier())) == ErrorCode::bad_signature);
    CHECK(code(open_note(note, signer(1, "another.example").verifier())) ==
          ErrorCode::bad_signature);
}

TEST_CASE("others may sign beside us, before and after", "[tlog]") {
    const std::string ours = signer().sign("text\n");
    const std::string theirs = signer(2, "witness.example").sign("text\n");
    const std::string line = theirs.substr(theirs.find("\u2014"));
    CHECK(open_note(ours + line, signer().verifier()).ok());
    CHECK(open_note("text\n\n" + line + ours.substr(6), signer().verifier()).ok());
    // Two lines of one key, one of them wrong.
    const std::string wrong = signer().sign("other\n").substr(7);
    CHECK(code(open_note(ours + wrong, signer().verifier())) == ErrorCode::bad_signature);
    CHECK(code(open_note("text\n\n" + wrong + ours.substr(6), signer().verifier())) ==
          ErrorCode::bad_signature);
}

TEST_CASE("a note may contain blank lines", "[tlog]") {
    const std::string note = signer().sign("one\n\ntwo\n");
    const auto text = open_note(note, signer().verifier());
    REQUIRE(text.ok());
    CHECK(*text == "one\n\ntwo\n");
}

TEST_CASE("what is not a note", "[tlog]") {
    const VerifierKey key = *VerifierKey::parse(kGoKey);
    const std::string good = go_note();
    const std::string line(kGoSignature);
    for (const std::string& bad :
         {std::string(), std::string("\n"), std::string("text\n"), std::string("text\n\n"),
          good.substr(0, good.size() - 1), good + "\n", good + "trailing\n",
          std::string(kGoText) + line,                            // no blank line
          std::string(kGoText) + "\n- PeterNeumann AAAA\n",       // another dash
          std::string(kGoText) + "\n\u2014 PeterNeumann\n",       // no signature
          std::string(kGoText) + "\n\u2014 PeterNeumann AAAA\n",  // too short
          std::string(kGoText) + "\n\u2014 Peter+Neumann AAAAAAAA\n",
          std::string(kGoText) + "\n\u2014 PeterNeumann AAA\n", good + std::string(1, '\0'),
          "tab\t" + good, "\xff" + good}) {
        INFO(bad);
        CHECK(code(open_note(bad, key)) == ErrorCode::malformed);
    }
    CHECK(code(open_note("x" + good, key)) == ErrorCode::bad_signature);
    std::string many = good;
    while (std::count(many.begin(), many.end(), '\n') < 3 + 100) many += line;
    CHECK(open_note(many, key).ok());
    CHECK(code(open_note(many + line, key)) == ErrorCode::malformed);
}

TEST_CASE("verifier keys that are not", "[tlog]") {
    for (const char* text :
         {"", "+", "++", "PeterNeumann", "PeterNeumann+c74f20a3",
          "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
          "PeterNeuman+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
          "PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
          "PeterNeumann+c74f20a3+AhpC2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
          "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy",
          "Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
          "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW\n"}) {
        INFO(text);
        CHECK(VerifierKey::parse(text).error().code == ErrorCode::malformed);
    }
    const SigningKey key = *SigningKey::from_seed(Bytes(32, 1));
    CHECK_FALSE(NoteSigner::create("", key).ok());
    CHECK_FALSE(NoteSigner::create("a b", key).ok());
    CHECK_FALSE(NoteSigner::create("a+b", key).ok());
    CHECK_FALSE(NoteSigner::create("村", key).ok());
    CHECK(NoteSigner::create(std::string(kKeyNameBytes, 'a'), key).ok());
    CHECK_FALSE(NoteSigner::create(std::string(kKeyNameBytes + 1, 'a'), key).ok());
    const VerifierKey longest{std::string(kKeyNameBytes, 'a'), key.public_key()};
    CHECK(VerifierKey::parse(longest.text()).ok());
}

TEST_CASE("base64 has one spelling", "[tlog]") {
    for (std::size_t size = 0; size < 40; ++size) {
        Bytes bytes;
        for (std::size_t i = 0; i < size; ++i)
            bytes.push_back(static_cast<std::uint8_t>(i * 37 + size));
        const auto back = from_base64(to_base64(bytes));
        REQUIRE(back.ok());
        CHECK(*back == bytes);
    }
    for (const char* bad : {"A", "AA", "AAA", "=", "====", "A===", "AB==", "AAB=", "AA=A",
                            "AA==AAAA", "AAA\n", "AA A", "AA-_"})
        CHECK_FALSE(from_base64(bad).ok());
}

TEST_CASE("checkpoints to notes and back", "[tlog]") {
    const Head head{{123456}, sha256(as_bytes("root"))};
    const std::string note = sign_checkpoint(signer(), head);
    CHECK(note.substr(0, note.find("\n\n") + 1) ==
          "xinfeng.example/shili/hedong\n123456\n" + to_base64(head.root) + "\n");
    const auto opened = open_checkpoint(as_bytes(note), signer().verifier());
    REQUIRE(opened.ok());
    CHECK(opened->head == head);
    CHECK(opened->origin == "xinfeng.example/shili/hedong");
}

TEST_CASE("checkpoints with more lines are read, of other logs refused", "[tlog]") {
    const std::string root = to_base64(Hash{});
    const std::string own = "xinfeng.example/shili/hedong\n0\n" + root + "\n";
    const auto open = [](const std::string& text) {
        return open_checkpoint(as_bytes(signer().sign(text)), signer().verifier());
    };
    CHECK(open(own).ok());
    CHECK(open(own + "an extension\nand another\n").ok());
    CHECK(open("another.example\n0\n" + root + "\n").error().code == ErrorCode::bad_signature);
    for (const std::string& bad :
         {std::string("x\n"), std::string("x\n1\n"), "x\n\n" + root + "\n", "\n1\n" + root + "\n",
          "x\n-1\n" + root + "\n", "x\n+1\n" + root + "\n", "x\n01\n" + root + "\n",
          "x\n1 \n" + root + "\n", "x\n1234567890123456789\n" + root + "\n",
          std::string("x\n1\nAAAA\n"), "x\n1\n" + root + "=\n", "x\n1\n" + root + "\n\nmore\n"}) {
        INFO(bad);
        CHECK(open(bad).error().code == ErrorCode::malformed);
        CHECK_FALSE(parse_checkpoint(bad).ok());
    }
    CHECK(parse_checkpoint("x\n999999999999999999\n" + root + "\n").ok());
    CHECK_FALSE(parse_checkpoint("x\n1\n" + root).ok());
}

TEST_CASE("a checkpoint as long as can be", "[tlog]") {
    std::string text = "xinfeng.example/shili/hedong\n0\n" + to_base64(Hash{}) + "\n";
    const std::size_t room = limits::kCheckpointBytes - signer().sign(text).size();
    text += std::string(room - 1, 'e') + "\n";
    CHECK(open_checkpoint(as_bytes(signer().sign(text)), signer().verifier()).ok());
    text.insert(text.size() - 1, "e");
    CHECK(open_checkpoint(as_bytes(signer().sign(text)), signer().verifier()).error().code ==
          ErrorCode::too_large);
}

TEST_CASE("damaged checkpoints are never believed", "[tlog]") {
    test::Mutator mutator(test::seed_of("checkpoints", 1));
    const std::string note = sign_checkpoint(signer(), {{7}, sha256(as_bytes("root"))});
    const VerifierKey key = signer().verifier();
    const Bytes good(note.begin(), note.end());
    for (int i = 0; i < 20'000; ++i) {
        const Bytes bad = mutator.damage(good);
        const auto opened = open_checkpoint(bad, key);
        // Damage may add the signature once more, or a line that is not ours; never other text.
        if (opened.ok())
            REQUIRE(as_text(bad).substr(0, note.find("\n\n")) == note.substr(0, note.find("\n\n")));
    }
}

}  // namespace
}  // namespace xf::tlog
