// The three lines to a printer.
#include "native/escpos/link.hpp"

#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <fstream>

#include "tests/escpos/printing.hpp"
#include "tests/escpos/pty_printer.hpp"
#include "tests/support/temp_folder.hpp"

namespace xf::native::escpos::test {
namespace {

bool known(std::string_view text) { return Address::parse(text).ok(); }

/// A port of this machine that listens, and takes no more than one connection.
struct Listener {
    FileDescriptor file{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)};
    sockaddr_in address{};

    Listener() {
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        auto* const any = reinterpret_cast<sockaddr*>(&address);
        REQUIRE(::bind(file.get(), any, size) == 0);
        REQUIRE(::listen(file.get(), 0) == 0);
        REQUIRE(::getsockname(file.get(), any, &size) == 0);
    }
    std::string name() const { return tcp(ntohs(address.sin_port)); }
};

}  // namespace

TEST_CASE("escpos address: device files, speeds, hosts by number, and nothing else") {
    CHECK(need(Address::parse("usb:/dev/usb/lp0")).name == "/dev/usb/lp0");
    const Address serial = need(Address::parse("serial:/dev/ttyS0@19200"));
    CHECK(serial.kind == Address::Kind::serial);
    CHECK(serial.name == "/dev/ttyS0");
    CHECK(serial.number == 19'200);
    const Address host = need(Address::parse("tcp:192.168.1.9:9100"));
    CHECK(host.name == "192.168.1.9");
    CHECK(host.number == 9100);
    CHECK(need(Address::parse("tcp:[fe80::1]:9100")).name == "fe80::1");
    for (const char* good : {"tcp:1.2.3.4:1", "tcp:1.2.3.4:65535", "serial:/dev/a@b@115200"})
        CHECK(known(good));
    for (const char* bad :
         {"", "usb:", "usb:lp0", "serial:/dev/ttyS0", "serial:/dev/ttyS0@",
          "serial:/dev/ttyS0@9601", "serial:/dev/ttyS0@9600x", "serial:@9600",
          "tcp:", "tcp:192.168.1.9", "tcp:printer:9100", "tcp:1.2.3.4:0", "tcp:1.2.3.4:65536",
          "tcp:1.2.3.4:-1", "tcp::9100", "tcp:[1.2.3.4]:9100", "tcp:[fe80::1:9100",
          "udp:1.2.3.4:9100", "/dev/usb/lp0"})
        CHECK_FALSE(known(bad));
}

TEST_CASE("escpos link: a serial line, raw, in its speed") {
    PtyPrinter pty;
    Printing printing("serial:" + pty.path() + "@19200");
    need(printing.print());
    need(printing.print());
    const termios line = pty.line();
    CHECK(::cfgetospeed(&line) == B19200);
    CHECK((line.c_lflag & (ICANON | ECHO | ISIG)) == 0);
    CHECK((line.c_oflag & OPOST) == 0);
    CHECK((line.c_cflag & (CSIZE | PARENB | CSTOPB)) == CS8);
    for (int i = 0; i < 2; ++i) CHECK(pty.next() == printed(sample(Paper::receipt_80)));
}

TEST_CASE("escpos link: a serial printer that says nothing is not there, one on USB is believed") {
    PtyPrinter pty(PtyPrinter::Manner::mute);
    CHECK(error_of(Printing("serial:" + pty.path() + "@9600").print()) == ErrorCode::no_printer);
    need(Printing("usb:" + pty.path()).print());
    CHECK(pty.next() == printed(sample(Paper::receipt_80)));
}

TEST_CASE("escpos link: what is no device is left alone") {
    const xf::test::TempFolder folder;
    CHECK(error_of(Printing("usb:" + folder / "absent").print()) == ErrorCode::no_printer);
    std::ofstream(folder / "file") << "mine";
    CHECK(error_of(Printing("usb:" + folder / "file").print()) == ErrorCode::no_printer);
    CHECK(std::filesystem::file_size(folder / "file") == 4);
    CHECK(error_of(Printing("usb:" + folder.path()).print()) == ErrorCode::no_printer);
    // A device that has no speed.
    CHECK(error_of(Printing("serial:/dev/null@9600").print()) == ErrorCode::no_printer);
}

TEST_CASE("escpos link: a device that takes nothing, or no more, fails") {
    // /dev/full takes nothing at all.
    CHECK(error_of(Printing("usb:/dev/full").print()) == ErrorCode::print_failed);
    const FileDescriptor master(::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC));
    REQUIRE(::unlockpt(master.get()) == 0);
    char name[64];
    REQUIRE(::ptsname_r(master.get(), name, sizeof name) == 0);
    const FileDescriptor line(::open(name, O_RDWR | O_NOCTTY | O_CLOEXEC));
    REQUIRE(::tcflow(line.get(), TCOOFF) == 0);  // as after XOFF
    CHECK(error_of(Printing("usb:" + std::string(name)).print()) == ErrorCode::print_failed);

    // A host whose program reads nothing: some thousand bytes arrive there, and the rest waits here.
    const Listener silent;
    const int little = 1;
    REQUIRE(::setsockopt(silent.file.get(), SOL_SOCKET, SO_RCVBUF, &little, sizeof little) == 0);
    PrintedDocument long_one = sample(Paper::receipt_80);
    for (int i = 0; i < 200; ++i) long_one.blocks.push_back(block(Kind::rule, ""));
    CHECK(error_of(Printing(silent.name()).print(long_one)) == ErrorCode::print_failed);
}

TEST_CASE("escpos link: a host that refuses, and one that never answers, are no printer") {
    std::string nobody;
    {
        const Listener gone;
        nobody = gone.name();
    }
    CHECK(error_of(Printing(nobody).print()) == ErrorCode::no_printer);

    const Listener full;
    std::vector<FileDescriptor> before;  // what its queue holds; from then on it answers nobody
    for (int i = 0; i < 4; ++i) {
        before.emplace_back(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
        static_cast<void>(::connect(before.back().get(),
                                    reinterpret_cast<const sockaddr*>(&full.address),
                                    sizeof full.address));
    }
    CHECK(error_of(Printing(full.name()).print()) == ErrorCode::no_printer);
}

TEST_CASE("escpos link: a program that ends does not wait for a printer that hangs") {
    Patience for_ever;
    for_ever.connect_ms = for_ever.answer_ms = for_ever.stuck_ms = for_ever.job_ms = 600'000;
    const Listener silent;
    FileDescriptor line;
    const auto begin = std::chrono::steady_clock::now();
    {
        Printing printing(silent.name(), for_ever);
        need(printing.printer().start(sample(Paper::receipt_80)));
        line = FileDescriptor(::accept4(silent.file.get(), nullptr, nullptr, SOCK_CLOEXEC));
        REQUIRE(line.open());  // it is at it
    }
    CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(60));
}

}  // namespace xf::native::escpos::test
