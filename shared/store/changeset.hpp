// What a piece of work changed in some tables, recorded so that it can be taken back later: a
// client applies its own pending event at once, and undoes it when the hub's order says otherwise.
// A thin face on SQLite's session extension.
//
//   ChangeRecorder recorder(db, {"balance", "line"});
//   XF_TRY(apply(db, event));
//   XF_ASSIGN(const Bytes changes, recorder.take());
//   …
//   XF_TRY(undo(db, changes));
#pragma once

#include <initializer_list>
#include <memory>
#include <span>
#include <string_view>

#include "shared/base/bytes.hpp"
#include "shared/base/result.hpp"
#include "shared/store/sqlite.hpp"

struct sqlite3_session;

namespace xf::store {

/// Records changes to the named tables while alive. Recorders may nest; each sees the changes of
/// those within it. Must not outlive its Database.
class ChangeRecorder {
public:
    /// REQUIRES: each table exists and has a PRIMARY KEY (without one, changes can't be named).
    ChangeRecorder(Database& db, std::span<const std::string_view> tables);
    ChangeRecorder(Database& db, std::initializer_list<std::string_view> tables)
        : ChangeRecorder(db, std::span(tables.begin(), tables.size())) {}
    ~ChangeRecorder();
    ChangeRecorder(const ChangeRecorder&) = delete;
    ChangeRecorder& operator=(const ChangeRecorder&) = delete;

    /// Everything recorded until now, as a changeset; empty bytes if nothing changed.
    Result<Bytes> take();

private:
    sqlite3_session* session_ = nullptr;
};

/// Takes a changeset back, all or nothing. Changesets are undone in the reverse order of their
/// making. database_corrupt: the tables no longer hold what the changeset left there, or `changes`
/// is none; nothing was changed.
Status undo(Database& db, ByteView changes);

}  // namespace xf::store
