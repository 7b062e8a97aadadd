// Schemas that grow: each part of the program (event log, a feature) brings its own ordered list of
// SQL steps, and a database remembers how many of each it has taken. A step, once released, never
// changes; a change is a new step.
//
// Table: schema_version(component TEXT PRIMARY KEY, version INTEGER), version = steps taken.
#pragma once

#include <span>
#include <string_view>

#include "shared/base/result.hpp"
#include "shared/store/sqlite.hpp"

namespace xf::store {

struct Schema {
    std::string_view component;               ///< "events", "points": unique, for ever
    std::span<const std::string_view> steps;  ///< SQL scripts; step i leads to version i + 1
};

/// Brings the database up to date, in one transaction: all steps or none. database_newer: it has
/// taken steps, or has components, that this program does not know; nothing was changed.
/// REQUIRES: not within a transaction.
Status migrate(Database& db, std::span<const Schema> schemas);

}  // namespace xf::store
