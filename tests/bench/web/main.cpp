// What the measuring pages call (bench_worker.js).
#include <optional>

#include "shared/store/vfs.hpp"
#include "tests/bench/web/exchange.hpp"
#include "tests/bench/web/rows.hpp"
#include "web/platform/opfs_disk.hpp"
#include "web/platform/page.hpp"
#include "web/platform/web_clock.hpp"
#include "web/platform/web_random.hpp"

namespace {

using namespace xf;

/// Databases in front of what they stand on: they go first.
struct Program {
    web::OpfsDisk disk;
    web::WebClock clock;
    web::WebRandom random;
    store::Vfs vfs{"opfs", disk, clock, random, store::VfsRole::standard};
    std::optional<bench::Rows> rows;
    std::optional<bench::Exchange> exchange;
};

Program& program() {
    static Program kProgram;
    return kProgram;
}

bench::Exchange& exchange() {
    if (!program().exchange) program().exchange.emplace(program().vfs.name());
    return *program().exchange;
}

void answer(const std::string& json) { web::post_to_page("answer", json); }

}  // namespace

#define XF_EXPORT extern "C" __attribute__((used))

XF_EXPORT void xf_rows_open() { program().rows.emplace(program().vfs.name()); }
XF_EXPORT void xf_rows_close() { program().rows.reset(); }
XF_EXPORT void xf_rows_each(std::uint32_t count) { program().rows->each(count); }
XF_EXPORT void xf_rows_bulk(std::uint32_t count) { program().rows->bulk(count); }
XF_EXPORT void xf_rows_group() { answer(program().rows->group()); }
XF_EXPORT void xf_rows_get(double id) {
    answer(program().rows->get(static_cast<std::int64_t>(id)));
}

/// Its client gives up its files.
XF_EXPORT void xf_exchange_leave() { exchange().leave(); }
XF_EXPORT void xf_push(std::uint32_t events) { answer(exchange().push(events)); }
XF_EXPORT void xf_pull(std::uint32_t events) { answer(exchange().pull(events)); }
