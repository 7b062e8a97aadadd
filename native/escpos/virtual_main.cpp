// xf_virtual_printer: a receipt printer made of software, to be tried with
// `deploy/kiosk --printer tcp:127.0.0.1:PORT`. What it prints comes into a folder as pictures; the name
// of a fault on its standard input (virtual_server.hpp, "no_paper 5") is what the next one meets.
//
//     xf_virtual_printer PORT DIR [58]
#include <poll.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <sstream>

#include "native/escpos/virtual_paper.hpp"
#include "native/escpos/virtual_server.hpp"
#include "native/printer/png_file.hpp"
#include "native/printer/png_folder.hpp"

namespace {

using namespace xf;
using namespace xf::native;

constexpr int kLookMs = 100;
constexpr float kThermalDots = 8;  // a millimetre

void play(escpos::VirtualServer& server, const std::string& line) {
    std::istringstream words(line);
    std::string name;
    std::size_t after = 0;
    words >> name >> after;
    if (const auto fault = escpos::fault_named(name))
        server.play(*fault, after);
    else
        std::printf("no such fault: %s\n", name.c_str());
}

Status keep(const escpos::Receipt& receipt, ports::Paper paper, const std::string& folder,
            PrinterFonts& fonts) {
    PngFolder pages(folder);
    XF_TRY(pages.add(png_of(escpos::drawn(receipt, paper, fonts), {kThermalDots, true})));
    return pages.close();
}

Status run(std::uint16_t port, const std::string& folder, ports::Paper paper) {
    std::error_code error;
    const auto program = std::filesystem::read_symlink("/proc/self/exe", error);
    XF_ASSIGN(const auto fonts, PrinterFonts::load(program.parent_path() / "fonts"));
    XF_ASSIGN(const auto server, escpos::VirtualServer::start(paper, port));
    std::printf("READY tcp:127.0.0.1:%d\n", server->port());
    for (bool told = true;;) {
        std::fflush(stdout);
        pollfd input{told ? 0 : -1, POLLIN, 0};
        std::string line;
        if (::poll(&input, 1, kLookMs) > 0) {
            told = static_cast<bool>(std::getline(std::cin, line));
            if (told) play(*server, line);
        }
        while (const auto receipt = server->next(0)) {
            XF_TRY(keep(*receipt, paper, folder, *fonts));
            std::printf("printed\n");
        }
        if (const Status wrong = server->complaint(); !wrong.ok())
            std::printf("refused: %s\n", wrong.error().detail.c_str());
    }
}

}  // namespace

int main(int argc, char** argv) {
    const std::vector<std::string> words(argv + 1, argv + argc);
    if (words.size() < 2 || words.size() > 3) {
        std::fprintf(stderr, "usage: xf_virtual_printer PORT DIR [58]\n");
        return 2;
    }
    const auto port = static_cast<std::uint16_t>(std::strtoul(words[0].c_str(), nullptr, 10));
    const bool narrow = words.size() == 3 && words[2] == "58";
    const Status status =
        run(port, words[1], narrow ? ports::Paper::receipt_58 : ports::Paper::receipt_80);
    std::fprintf(stderr, "xf_virtual_printer: %s\n", status.error().message().c_str());
    return 1;
}
