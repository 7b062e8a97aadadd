// What goes wrong with printers costs paper, and nothing else: it is told, and the same receipt prints when
// somebody has looked after it.
#include "native/escpos/virtual_server.hpp"
#include "tests/escpos/printing.hpp"

namespace xf::native::escpos::test {
namespace {

constexpr int kSoonMs = 20'000;

struct Stage {
    explicit Stage(const Patience& patience = short_patience())
        : server(need(VirtualServer::start(Paper::receipt_80))),
          printing(tcp(server->port()), patience) {}

    /// A printer that was looked after prints what it was asked for.
    void prints() {
        need(printing.print());
        CHECK(server->next(kSoonMs) == printed(sample(Paper::receipt_80)));
        need(server->complaint());
    }
    /// After one that was printed: by then it is known to talk.
    ErrorCode told(Fault fault, std::size_t after = 0) {
        prints();
        server->play(fault, after);
        return error_of(printing.print());
    }

    std::unique_ptr<VirtualServer> server;
    Printing printing;
};

/// Of the sample, without what is asked before and after it.
std::size_t job_size() { return need(bytes_of(sample(Paper::receipt_80))).size(); }
constexpr std::size_t kQuestions = 9;

}  // namespace

TEST_CASE("escpos printer: one receipt after the other, on a line of its own each") {
    Stage stage;
    for (int i = 0; i < 3; ++i) stage.prints();
    CHECK_FALSE(stage.server->next(0));
}

TEST_CASE("escpos printer: without paper from the beginning, or from the middle on") {
    Stage stage;
    for (const std::size_t lines : {0u, 1u, 5u}) {
        CHECK(stage.told(Fault::no_paper, lines) == ErrorCode::no_paper);
        CHECK_FALSE(stage.server->next(0));
    }
    stage.prints();
}

TEST_CASE("escpos printer: an open cover") {
    Stage stage;
    CHECK(stage.told(Fault::cover_open) == ErrorCode::no_printer);
    stage.prints();
}

TEST_CASE("escpos printer: one that hangs at any byte") {
    Stage stage;
    CHECK(stage.told(Fault::hang, 0) == ErrorCode::no_printer);
    for (const std::size_t after :
         {kQuestions, kQuestions + 1, kQuestions + job_size() - 1, kQuestions + job_size() + 2})
        CHECK(stage.told(Fault::hang, after) == ErrorCode::print_failed);
    stage.prints();
}

TEST_CASE("escpos printer: a line that is cut at any byte") {
    Stage stage;
    for (std::size_t after = 0; after < kQuestions + job_size(); after += 7) {
        INFO(after);
        const ErrorCode code = stage.told(Fault::hang_up, after);
        CHECK((code == ErrorCode::print_failed || code == ErrorCode::no_printer));
        CHECK_FALSE(stage.server->next(0));
    }
    stage.prints();
}

TEST_CASE("escpos printer: one that says nothing is believed, until it has once said something") {
    Stage stage;
    stage.server->play(Fault::mute);
    need(stage.printing.print());
    CHECK(stage.server->next(kSoonMs) == printed(sample(Paper::receipt_80)));
    CHECK(stage.told(Fault::mute) == ErrorCode::no_printer);
    stage.prints();
}

TEST_CASE("escpos printer: nonsense is no answer") {
    Stage stage;
    CHECK(stage.told(Fault::babble) == ErrorCode::no_printer);
    stage.prints();
}

TEST_CASE("escpos printer: a slow one is waited for") {
    Patience patience;  // the real one
    Stage stage(patience);
    stage.server->play(Fault::slow);
    need(stage.printing.print());
    CHECK(stage.server->next(0) == printed(sample(Paper::receipt_80)));
}

TEST_CASE("escpos printer: nobody waits longer than the patience with a job") {
    Patience patience;
    patience.job_ms = 50;  // less than its bytes take, at two milliseconds each
    Stage stage(patience);
    stage.server->play(Fault::slow);
    CHECK(error_of(stage.printing.print()) == ErrorCode::print_failed);
}

TEST_CASE("escpos printer: receipts of its roll, and no notices") {
    Stage stage;
    CHECK(stage.printing.printer().takes(Paper::receipt_80));
    CHECK_FALSE(stage.printing.printer().takes(Paper::receipt_58));
    CHECK_FALSE(stage.printing.printer().takes(Paper::a4));
    CHECK(error_of(stage.printing.printer().start(sample(Paper::a4))) == ErrorCode::no_paper);
}

}  // namespace xf::native::escpos::test
