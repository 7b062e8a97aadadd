#include "shared/app/lockout.hpp"

#include <algorithm>

#include "shared/base/guessing.hpp"

namespace xf::app {

using namespace store;

const std::string_view Lockout::kSchema =
    "CREATE TABLE lockout(subject TEXT PRIMARY KEY, tries INTEGER NOT NULL) STRICT, WITHOUT ROWID;";

Result<std::int64_t> Lockout::tries(const std::string& subject) {
    XF_ASSIGN(Statement rows, db_->prepare("SELECT tries FROM lockout WHERE subject = ?", subject));
    XF_ASSIGN(const auto found, rows.first([](const Row& row) { return row.column_int(0); }));
    return found.value_or(0);
}

Result<std::uint32_t> Lockout::wait_s(const std::string& subject) {
    XF_ASSIGN(const std::int64_t count, tries(subject));
    const std::uint64_t now = clock_->monotonic_ms();
    const auto known = until_ms_.find(subject);
    // Not met since the start: a delay that may have been running starts again.
    if (known == until_ms_.end())
        until_ms_[subject] = now + std::uint64_t{guess_delay_s(count)} * 1000;
    const std::uint64_t until = until_ms_[subject];
    return until > now ? static_cast<std::uint32_t>((until - now + 999) / 1000) : 0;
}

Status Lockout::wrong(const std::string& subject) {
    XF_ASSIGN(const std::int64_t before, tries(subject));
    // Counted here first: a disk that is full must not make guessing free.
    const std::int64_t count = std::max(before, unwritten_[subject]) + 1;
    unwritten_[subject] = count;
    until_ms_[subject] = clock_->monotonic_ms() + std::uint64_t{guess_delay_s(count)} * 1000;
    return db_->run("INSERT INTO lockout VALUES (?1, ?2) ON CONFLICT DO UPDATE SET tries = ?2",
                    subject, count);
}

Status Lockout::right(const std::string& subject) {
    until_ms_.erase(subject);
    unwritten_.erase(subject);
    return db_->run("DELETE FROM lockout WHERE subject = ?", subject);
}

}  // namespace xf::app
