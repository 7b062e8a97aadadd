#include "shared/disclosure/public_files.hpp"

#include <catch_amalgamated.hpp>
#include <filesystem>

#include "native/hub/posix_public_files.hpp"
#include "shared/disclosure/memory_public_files.hpp"
#include "tests/support/require.hpp"
#include "tests/support/temp_folder.hpp"
#include "tests/unit/disclosure/public_files_contract.hpp"

namespace xf::disclosure {
namespace {

TEST_CASE("public files: memory keeps the contract", "[disclosure]") {
    for (const auto& clause : contract::public_files_clauses()) {
        INFO(clause.name);
        MemoryPublicFiles files;
        test::need(clause.check(files));
    }
}

TEST_CASE("public files: POSIX files keep the contract", "[disclosure]") {
    for (const auto& clause : contract::public_files_clauses()) {
        INFO(clause.name);
        const test::TempFolder folder;
        const auto files = test::need(hub::PosixPublicFiles::open_folder(folder / "log"));
        test::need(clause.check(*files));
        // Opened again, it is the same folder; and nothing half written was left.
        const auto again = test::need(hub::PosixPublicFiles::open_folder(folder / "log"));
        for (const auto& entry : std::filesystem::recursive_directory_iterator(folder / "log"))
            CHECK(entry.path().filename() != ".new");
    }
}

TEST_CASE("public files: links lead nowhere", "[disclosure]") {
    const test::TempFolder folder;
    const auto files = test::need(hub::PosixPublicFiles::open_folder(folder / "log"));
    std::filesystem::create_symlink("/etc/hostname", folder / "log/checkpoint");
    CHECK_FALSE(files->read("checkpoint").ok());
    test::need(files->write_durable("checkpoint", as_bytes("new")));
    CHECK(as_text(test::need(files->read("checkpoint"))) == "new");
    CHECK(test::error_of(hub::PosixPublicFiles::open_folder(folder / "no/log")) ==
          ErrorCode::not_found);
}

TEST_CASE("kinds of public files", "[disclosure]") {
    const Hash hash = sha256(as_bytes("x"));
    CHECK(public_file_kind("checkpoint") == PublicFileKind::head);
    CHECK(public_file_kind("vkey") == PublicFileKind::head);
    CHECK(public_file_kind("tile/0/000") == PublicFileKind::tile);
    CHECK(public_file_kind("tile/entries/x001/234.p/5") == PublicFileKind::tile);
    CHECK(public_file_kind(body_path(hash)) == PublicFileKind::body);
    CHECK(public_file_kind(paper_path(hash)) == PublicFileKind::paper);
    CHECK(may_be_withdrawn(body_path(hash)));
    CHECK(may_be_withdrawn(paper_path(hash)));
    CHECK_FALSE(may_be_withdrawn("tile/0/000"));
    CHECK_FALSE(public_file_kind("body/ABC"));
    CHECK_FALSE(public_file_kind("body/" + std::string(64, 'A')));
    CHECK_FALSE(public_file_kind(body_path(hash) + ".gone"));
    CHECK_FALSE(public_file_kind("Checkpoint"));
    CHECK_FALSE(public_file_kind("papers/" + std::string(64, 'a')));
}

}  // namespace
}  // namespace xf::disclosure
