#include "shared/app/visitor_store.hpp"

#include "shared/base/limits.hpp"

namespace xf::app {

using namespace store;

const std::string_view VisitorStore::kSchema = R"sql(
CREATE TABLE visitor_person(
  only INTEGER PRIMARY KEY CHECK (only = 1), person INTEGER NOT NULL) STRICT;
CREATE TABLE kept_text(
  id INTEGER PRIMARY KEY, shard BLOB NOT NULL, household INTEGER NOT NULL,
  person INTEGER NOT NULL, category INTEGER NOT NULL, text TEXT NOT NULL,
  device INTEGER NOT NULL, epoch INTEGER NOT NULL, seq INTEGER NOT NULL) STRICT;
)sql";

Status VisitorStore::choose(std::optional<PersonNo> person) {
    if (!person) return db_->run("DELETE FROM visitor_person");
    return db_->run("INSERT OR REPLACE INTO visitor_person VALUES (1, ?)", *person);
}

Result<std::optional<PersonNo>> VisitorStore::chosen() const {
    XF_ASSIGN(Statement rows, db_->prepare("SELECT person FROM visitor_person"));
    return rows.first([](const Row& row) { return row.number<PersonNo>(0); });
}

Status VisitorStore::keep_pending(ClientLog& log) {
    XF_TRY(
        log.store().each_pending([&](const StoredEvent& pending) { return keep(log, pending); }));
    return db_->run(
        "DELETE FROM kept_text WHERE id NOT IN"
        " (SELECT id FROM kept_text ORDER BY id DESC LIMIT ?)",
        limits::kKeptTexts);
}

Status VisitorStore::keep(ClientLog& log, const StoredEvent& pending) {
    XF_ASSIGN(const Header header, pending.event.parsed());
    const auto said = requests::Said::of(pending.event);
    const auto person = header.actor.person();
    if (!said.ok() || said->text.empty() || !person) return {};
    std::uint32_t category = 0;
    if (header.type == requests::kFiledType) {
        XF_ASSIGN(const requests::Filed filed, requests::Filed::parse(header));
        category = filed.category;
    } else if (header.type == requests::kReopenedType || header.type == requests::kAnsweredType) {
        XF_ASSIGN(const requests::Step step, requests::step_of(header));
        const auto request = requests::find(log.place(), step.request);
        category = request.ok() ? request->category : requests::kCategories - 1;  // 其他
    } else {
        return {};
    }
    return db_->run("INSERT INTO kept_text VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?)", log.shard().uuid,
                    log.own().household, *person, category, said->text, pending.key.device,
                    pending.key.epoch, pending.key.seq);
}

Result<std::vector<KeptRequest>> VisitorStore::kept(ClientLog& log, PersonNo person) const {
    XF_ASSIGN(Statement rows,
              db_->prepare("SELECT id, category, text, device, epoch, seq FROM kept_text"
                           " WHERE shard = ? AND household = ? AND person = ? ORDER BY id",
                           log.shard().uuid, log.own().household, person));
    std::vector<std::pair<EventKey, KeptRequest>> found;
    XF_TRY(rows.each([&](const Row& row) {
        found.push_back(
            {{row.number<DeviceNo>(3), row.number<Epoch>(4), row.number<Seq>(5)},
             {row.column_int(0), person, row.column_uint32(1), std::string(row.column_text(2))}});
    }));
    std::vector<KeptRequest> out;
    for (auto& [key, request] : found) {
        XF_ASSIGN(const auto arrived, log.store().find(key));
        if (!arrived) out.push_back(std::move(request));
    }
    return out;
}

Status VisitorStore::drop_all(const ClientLog& log) {
    return db_->run("DELETE FROM kept_text WHERE shard = ? AND household = ?", log.shard().uuid,
                    log.own().household);
}

Status VisitorStore::drop(std::int64_t id) {
    return db_->run("DELETE FROM kept_text WHERE id = ?", id);
}

}  // namespace xf::app
