#include "shared/disclosure/manifest.hpp"

#include <catch_amalgamated.hpp>

#include "shared/base/cbor.hpp"
#include "tests/support/seed.hpp"
#include "tests/unit/tlog/mutation.hpp"
#include "tests/unit/tlog/tree.hpp"

namespace xf::disclosure {
namespace {

Manifest full() {
    Manifest manifest;
    manifest.matter = *Uuid::from(test::unhex("018f0000000070008000000000000001"));
    manifest.version = 2;
    manifest.due = DueMonth{2026, 5};
    manifest.supersedes = 300;
    manifest.title = "关于示例的通知";
    manifest.document_number = "示发〔2026〕3号";
    manifest.published = day_of({2026, 5, 6});
    manifest.body = sha256(as_bytes("body"));
    manifest.papers = {sha256(as_bytes("paper")), Hash{}};
    return manifest;
}

TEST_CASE("a leaf to bytes and back", "[disclosure]") {
    for (Manifest manifest : {full(), Manifest{}}) {
        const auto bytes = encode_manifest(manifest);
        REQUIRE(bytes.ok());
        const auto decoded = decode_manifest(*bytes);
        REQUIRE(decoded.ok());
        CHECK(*decoded == manifest);
    }
}

// Frozen: leaves of this form are signed for ever.
TEST_CASE("the bytes of a leaf", "[disclosure]") {
    Manifest manifest = full();
    manifest.papers.resize(1);
    CHECK(to_hex(*encode_manifest(manifest)) ==
          "8c0101"
          "50018f0000000070008000000000000001"
          "02"
          "1a0003176d"
          "19012c"
          "75e585b3e4ba8ee7a4bae4be8be79a84e9809ae79fa5"
          "74e7a4bae58f91e380943230323"
          "6e3809533e58fb7"
          "195063"
          "5820230d8358dc8e8890b4c58deeb62912ee2f20357ae92a5cc861b98e68fe31acb5"
          "01"
          "815820" +
              to_hex(sha256(as_bytes("paper"))));
}

TEST_CASE("a leaf as large as can be", "[disclosure]") {
    Manifest manifest = full();
    manifest.supersedes = INT64_MAX;
    manifest.version = UINT32_MAX;
    manifest.title = std::string(kTitleBytes, 'a');
    manifest.document_number = std::string(kNumberBytes, 'a');
    manifest.papers.assign(kPapers, Hash{});
    const auto bytes = encode_manifest(manifest);
    REQUIRE(bytes.ok());
    CHECK(bytes->size() <= 4600);
    CHECK(decode_manifest(*bytes).ok());
    const auto refusal = [](const Manifest& bad) { return encode_manifest(bad).error().code; };
    Manifest more = manifest;
    more.papers.push_back(Hash{});
    CHECK(refusal(more) == ErrorCode::too_large);
    more = manifest;
    more.title += 'a';
    CHECK(refusal(more) == ErrorCode::too_large);
    more = manifest;
    more.document_number += 'a';
    CHECK(refusal(more) == ErrorCode::too_large);
}

TEST_CASE("leaves that are refused", "[disclosure]") {
    const auto refusal = [](const Manifest& bad) { return encode_manifest(bad).error().code; };
    Manifest bad = full();
    bad.version = 0;
    CHECK(refusal(bad) == ErrorCode::malformed);
    bad = full();
    bad.due = DueMonth{2026, 13};
    CHECK(refusal(bad) == ErrorCode::malformed);
    bad = full();
    bad.title = "两\n行";
    CHECK(refusal(bad) == ErrorCode::malformed);
    bad = full();
    bad.title = "\xFF";
    CHECK(refusal(bad) == ErrorCode::malformed);
    bad = full();
    bad.published = {-1};
    CHECK(refusal(bad) == ErrorCode::malformed);
    CHECK(decode_manifest({}).error().code == ErrorCode::malformed);
    CHECK(decode_manifest(test::unhex("80")).error().code == ErrorCode::malformed);
    CHECK(decode_manifest(test::unhex("8101")).error().code == ErrorCode::malformed);
    CHECK(decode_manifest(test::unhex("8102")).error().code == ErrorCode::unsupported_version);
    CHECK(decode_manifest(test::unhex("820243010203")).error().code ==
          ErrorCode::unsupported_version);
}

TEST_CASE("kinds of later versions come through", "[disclosure]") {
    Manifest manifest = full();
    manifest.kind = static_cast<LeafKind>(77);
    manifest.media = static_cast<MediaType>(9);
    const auto decoded = decode_manifest(*encode_manifest(manifest));
    REQUIRE(decoded.ok());
    CHECK(*decoded == manifest);
}

TEST_CASE("what may replace what", "[disclosure]") {
    const Manifest first = full();
    Manifest second = full();
    CHECK_FALSE(replaces(second, first));
    second.version = 3;
    CHECK(replaces(second, first));
    CHECK_FALSE(replaces(first, second));
    Manifest withdrawal = full();
    withdrawal.kind = LeafKind::withdrawal;
    CHECK(replaces(withdrawal, first));
    withdrawal.matter.bytes[0] ^= 1;
    CHECK_FALSE(replaces(withdrawal, first));
}

TEST_CASE("a body and its hash", "[disclosure]") {
    const Bytes file = body_file(Bytes(16, 5), "正文");
    const Hash hash = sha256(file);
    REQUIRE(body_text(file, hash).ok());
    CHECK(*body_text(file, hash) == "正文");
    Bytes bad = file;
    bad.back() ^= 1;
    CHECK(body_text(bad, hash).error().code == ErrorCode::log_changed);
    const Bytes tiny(15, 0);
    CHECK_FALSE(body_text(tiny, sha256(tiny)).ok());
    CHECK(body_text(body_file(Bytes(16, 5), ""), sha256(Bytes(16, 5))).ok());
}

TEST_CASE("damaged leaves never break the decoder", "[disclosure]") {
    test::Mutator mutator(test::seed_of("manifest", 1));
    const Bytes good = *encode_manifest(full());
    for (int i = 0; i < 20'000; ++i) {
        const Bytes bad = mutator.damage(good);
        const auto decoded = decode_manifest(bad);
        // What decodes has one spelling.
        if (decoded.ok()) REQUIRE(*encode_manifest(*decoded) == bad);
    }
}

}  // namespace
}  // namespace xf::disclosure
