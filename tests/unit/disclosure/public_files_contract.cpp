#include "tests/unit/disclosure/public_files_contract.hpp"

namespace xf::contract {
namespace {

using disclosure::PublicFiles;

const std::string kBody = disclosure::body_path(Hash{});
const std::string kPaper = disclosure::paper_path(Hash{});

/// find() says what read() says.
Status expect_absent(PublicFiles& files, std::string_view path, ErrorCode code, const char* what) {
    const auto found = files.read(path);
    const Status there = files.find(path);
    XF_TRY(expect(!found.ok() && found.error().code == code, what));
    return expect(!there.ok() && there.error().code == code, what);
}

Status expect_content(PublicFiles& files, std::string_view path, ByteView bytes) {
    XF_TRY(files.find(path));
    XF_ASSIGN(const Bytes found, files.read(path));
    return expect(equal(found, bytes), "a file has the bytes that were written");
}

Status keeps_files(PublicFiles& files) {
    const Bytes large(300'000, 7);
    const std::pair<std::string_view, ByteView> written[] = {
        {"checkpoint", as_bytes("one")},     {"vkey", as_bytes("")},
        {"tile/0/000.p/5", as_bytes("two")}, {"tile/0/000", as_bytes("three")},
        {"tile/entries/x001/000", large},    {kBody, as_bytes("four")},
        {kPaper, as_bytes("five")}};
    for (const auto& [path, bytes] : written) XF_TRY(files.write_durable(path, bytes));
    for (const auto& [path, bytes] : written) XF_TRY(expect_content(files, path, bytes));
    return {};
}

Status replaces_whole_files(PublicFiles& files) {
    XF_TRY(files.write_durable("checkpoint", as_bytes("a longer first text")));
    XF_TRY(files.write_durable("checkpoint", as_bytes("short")));
    return expect_content(files, "checkpoint", as_bytes("short"));
}

Status misses_what_is_not_there(PublicFiles& files) {
    for (const std::string_view path : {"checkpoint", "tile/0/000", "tile/0/x001/000.p/1"}) {
        XF_TRY(expect_absent(files, path, ErrorCode::not_found,
                             "a file that was never written is not found"));
    }
    return {};
}

Status withdraws_for_good(PublicFiles& files) {
    const std::string other = disclosure::body_path(sha256(as_bytes("other")));
    XF_TRY(files.write_durable(kBody, as_bytes("withdrawn")));
    XF_TRY(files.write_durable(other, as_bytes("stays")));
    // The paper was never written; withdrawing twice is withdrawing once.
    for (const std::string& path : {kBody, kPaper, kBody}) {
        XF_TRY(files.withdraw_durable(path));
        XF_TRY(expect_absent(files, path, ErrorCode::gone, "what was withdrawn is gone"));
    }
    for (const std::string_view path : {"checkpoint", "vkey", "tile/0/000", "body/x", ""}) {
        const Status status = files.withdraw_durable(path);
        XF_TRY(expect(!status.ok() && status.error().code == ErrorCode::internal,
                      "nothing else is withdrawn"));
    }
    return expect_content(files, other, as_bytes("stays"));
}

Status refuses_other_paths(PublicFiles& files) {
    for (const std::string_view path :
         {"", "/", ".", "..", "../checkpoint", "checkpoint/", "./checkpoint", "/checkpoint", ".new",
          "tile", "tile/0", "tile/0/000/..", "tile/0/../0/000", "body/", "body/../checkpoint",
          "tile/0/000.p", "checkpoint\n"}) {
        XF_TRY(expect_absent(files, path, ErrorCode::internal, "no other path is read"));
        const Status status = files.write_durable(path, as_bytes("x"));
        XF_TRY(expect(!status.ok() && status.error().code == ErrorCode::internal,
                      "no other path is written"));
    }
    const std::string_view with_zero("checkpoint\0", 11);
    return expect(!files.write_durable(with_zero, as_bytes("x")).ok(), "no zero in a path");
}

constexpr Clause<PublicFiles> kClauses[] = {
    {"keeps files", keeps_files},
    {"replaces whole files", replaces_whole_files},
    {"misses what is not there", misses_what_is_not_there},
    {"withdraws for good", withdraws_for_good},
    {"refuses other paths", refuses_other_paths},
};

}  // namespace

std::span<const Clause<PublicFiles>> public_files_clauses() { return kClauses; }

}  // namespace xf::contract
