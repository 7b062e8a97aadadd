// The contract suites, the same as natively, over the browser's implementations of the ports. Each
// promise is reported to the page as kept or broken.
#include <string>

#include "tests/contract/block_device_contract.hpp"
#include "tests/contract/clock_contract.hpp"
#include "tests/contract/random_contract.hpp"
#include "tests/contract/transport_contract.hpp"
#include "web/platform/fetch_transport.hpp"
#include "web/platform/opfs_disk.hpp"
#include "web/platform/page.hpp"
#include "web/platform/web_clock.hpp"
#include "web/platform/web_random.hpp"

// library.js
extern "C" {
void xf_contract_empty_files();
void xf_contract_make_faulty();
void xf_contract_fail_flush();
void xf_contract_set_full(bool full);
void xf_contract_turn();
}

namespace xf::contract {
namespace {

class FaultyOpfsDisk final : public FaultyDisk {
public:
    ports::Disk& disk() override { return disk_; }
    void fail_flush() override { xf_contract_fail_flush(); }
    void fill_up() override { xf_contract_set_full(true); }
    void make_space() override { xf_contract_set_full(false); }

private:
    web::OpfsDisk disk_;
};

void report(const std::string& text, const Status& status) {
    if (status.ok()) return web::post_to_page("kept", text);
    web::post_to_page("broken", text + ": " + status.error().message());
}

template <typename Port, typename Implementation>
void run_clauses(std::span<const Clause<Port>> clauses) {
    for (const auto& clause : clauses) {
        xf_contract_empty_files();
        Implementation implementation;
        report(std::string("block device: ") + clause.name, clause.check(implementation));
    }
}

void run() {
    run_clauses<ports::Disk, web::OpfsDisk>(block_device_clauses());
    xf_contract_make_faulty();
    run_clauses<FaultyDisk, FaultyOpfsDisk>(block_device_fault_clauses());
    report("clock", clock_contract(web::WebClock(), [] {}));
    web::WebRandom random;
    report("random", random_contract(random));
    web::FetchTransport transport;
    report("transport", transport_contract({transport, xf_contract_turn}));
    web::post_to_page("done", "");
}

}  // namespace
}  // namespace xf::contract

extern "C" __attribute__((used)) void xf_contract_run() { xf::contract::run(); }
