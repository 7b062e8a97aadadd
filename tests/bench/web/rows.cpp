#include "tests/bench/web/rows.hpp"

#include "tests/bench/village.hpp"

namespace xf::bench {

namespace {

constexpr std::int64_t kVillages = 40, kTypes = 12;
constexpr std::size_t kBodyBytes = 120;

store::Database opened(const std::string& vfs) {
    store::Database db = need(store::Database::open("app.db", {.vfs = vfs, .client = true}));
    need(
        db.script("CREATE TABLE row (id INTEGER PRIMARY KEY, village INTEGER NOT NULL,"
                  " type INTEGER NOT NULL, body TEXT NOT NULL)"));
    return db;
}

}  // namespace

Rows::Rows(const std::string& vfs) : db_(opened(vfs)) {}

void Rows::insert() {
    std::string body = "row " + std::to_string(next_) + ' ';
    body.resize(kBodyBytes, 'x');
    need(db_.run("INSERT INTO row VALUES (?, ?, ?, ?)", next_, next_ % kVillages, next_ % kTypes,
                 std::string_view(body)));
    ++next_;
}

void Rows::each(std::uint32_t count) {
    for (std::uint32_t i = 0; i < count; ++i) bulk(1);
}

void Rows::bulk(std::uint32_t count) {
    auto transaction = need(db_.begin());
    for (std::uint32_t i = 0; i < count; ++i) insert();
    need(transaction.commit());
}

std::string Rows::group() {
    auto statement =
        need(db_.prepare("SELECT village, type, count(*) FROM row GROUP BY village, type"));
    std::string out = "{\"rows\":[";
    while (need(statement.step())) {
        if (out.back() != '[') out += ',';
        out += '[' + std::to_string(statement.column_int(0)) + ',' +
               std::to_string(statement.column_int(1)) + ',' +
               std::to_string(statement.column_int(2)) + ']';
    }
    return out + "]}";
}

std::string Rows::get(std::int64_t id) {
    auto statement = need(db_.prepare("SELECT village, type, body FROM row WHERE id = ?", id));
    if (!need(statement.step())) return "null";
    return "{\"id\":" + std::to_string(id) +
           ",\"village\":" + std::to_string(statement.column_int(0)) +
           ",\"type\":" + std::to_string(statement.column_int(1)) + ",\"body\":\"" +
           std::string(statement.column_text(2)) + "\"}";
}

}  // namespace xf::bench
