// What a client hands a restored hub, as bytes.
#include "shared/disclosure/log_return_wire.hpp"

#include <catch_amalgamated.hpp>

#include "shared/base/limits.hpp"
#include "tests/support/require.hpp"

namespace xf::disclosure {
namespace {

using test::error_of;
using test::need;

const ReturnedLeaves kLeaves{ShardNo{3}, "a checkpoint", 7, {Bytes{1, 2}, Bytes{3}}};

}  // namespace

TEST_CASE("log return: leaves, files and replies are read as they were written") {
    const auto leaves = std::get<ReturnedLeaves>(need(decode_returned(encode(Returned(kLeaves)))));
    CHECK(leaves.shard == kLeaves.shard);
    CHECK(leaves.checkpoint == kLeaves.checkpoint);
    CHECK(leaves.from == 7);
    CHECK(leaves.leaves == kLeaves.leaves);
    const Returned file = ReturnedFile{ShardNo{3}, FileSort::paper, Bytes{9}};
    const auto read = std::get<ReturnedFile>(need(decode_returned(encode(file))));
    CHECK(read.sort == FileSort::paper);
    CHECK(read.file == Bytes{9});
    const ReturnReply reply{42, {{FileSort::body, sha256(as_bytes("a"))}}};
    const ReturnReply back = need(decode_return_reply(encode(reply)));
    CHECK(back.size == 42);
    CHECK(back.missing == reply.missing);
}

TEST_CASE("log return: what is cut off or has another form is refused") {
    const Bytes whole = encode(Returned(kLeaves));
    for (std::size_t size = 0; size < whole.size(); ++size)
        CHECK_FALSE(decode_returned(ByteView(whole).first(size)).ok());
    Bytes newer = whole;
    newer[1] = 3;
    CHECK(error_of(decode_returned(newer)) == ErrorCode::unsupported_version);
}

TEST_CASE("log return: a request has a bound") {
    const auto of_size = [](std::size_t bytes) {
        const Returned file = ReturnedFile{ShardNo{3}, FileSort::body, Bytes(bytes)};
        return encode(file);
    };
    const std::size_t frame =
        of_size(limits::kLogReturnBytes / 2).size() - limits::kLogReturnBytes / 2;
    const Bytes largest = of_size(limits::kLogReturnBytes - frame);
    REQUIRE(largest.size() == limits::kLogReturnBytes);
    CHECK(decode_returned(largest).ok());
    CHECK(error_of(decode_returned(of_size(limits::kLogReturnBytes - frame + 1))) ==
          ErrorCode::too_large);
}

}  // namespace xf::disclosure
