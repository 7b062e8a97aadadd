#include "shared/app/demo_mode.hpp"

namespace xf::app {
namespace {

constexpr std::size_t kReplyBytes = 65536;
constexpr std::uint64_t kRetryMs = 2'000;

}  // namespace

const std::string_view DemoMode::kSchema =
    "CREATE TABLE demo(only INTEGER PRIMARY KEY CHECK (only = 1), secrets BLOB NOT NULL) STRICT";

Result<DemoMode> DemoMode::load(store::Database& db, std::optional<DemoDevice> device,
                                ports::Transport& transport, const ports::Clock& clock) {
    DemoMode out(db, std::move(device), transport, clock);
    if (!out.device_) return out;
    XF_ASSIGN(store::Statement rows, db.prepare("SELECT secrets FROM demo"));
    XF_ASSIGN(const auto kept,
              rows.first([](const store::Row& row) { return decode_demo(row.column_blob(0)); }));
    if (kept && kept->ok()) out.secrets_ = **kept;
    return out;
}

void DemoMode::step() {
    if (!device_ || asked_ || request_ || clock_->monotonic_ms() < next_ms_) return;
    ports::HttpRequest request;
    request.path = "/v1/demo";
    request.max_reply_bytes = kReplyBytes;
    request_ = transport_->start(std::move(request));
}

Result<bool> DemoMode::on_answer(const ports::Transport::Answer& answer) {
    if (request_ != answer.id) return false;
    request_.reset();
    const int status = answer.reply.status;
    asked_ = status == 200 || (status >= 400 && status < 500);
    next_ms_ = clock_->monotonic_ms() + kRetryMs;
    if (!asked_) return true;
    auto said = decode_demo(answer.reply.body);
    if (status == 200 && said.ok()) {
        XF_TRY(db_->run("INSERT OR REPLACE INTO demo VALUES (1, ?)", encode(*said)));
        secrets_ = *std::move(said);
    } else {
        secrets_.reset();
        XF_TRY(db_->run("DELETE FROM demo"));
    }
    return true;
}

std::optional<std::uint64_t> DemoMode::next_ms() const {
    if (!device_ || asked_ || request_) return std::nullopt;
    return next_ms_;
}

}  // namespace xf::app
