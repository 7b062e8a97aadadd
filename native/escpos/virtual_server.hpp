// A virtual printer at the end of a TCP line, on this machine only, that can play what goes wrong with
// real ones. For tests and demos.
//
// One connection at a time, as with most real ones. Each finds a printer that was just switched on.
#pragma once

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <string_view>
#include <thread>

#include "native/escpos/virtual_printer.hpp"
#include "native/platform/file_descriptor.hpp"

namespace xf::native::escpos {

enum class Fault : std::uint8_t {
    none,
    no_paper,    ///< after so many lines
    cover_open,  ///< from the beginning
    hang,        ///< after so many bytes it takes and says nothing, and keeps the line
    hang_up,     ///< after so many bytes the line is cut
    mute,        ///< prints, but says nothing
    babble,      ///< says much that nobody can make sense of
    slow,        ///< takes byte after byte, some milliseconds each
};
/// By its name here; nothing for another one.
std::optional<Fault> fault_named(std::string_view name);

class VirtualServer {
public:
    /// Errors: no_printer where the port is taken; 0 is any free one.
    static Result<std::unique_ptr<VirtualServer>> start(ports::Paper paper, std::uint16_t port = 0);
    ~VirtualServer();

    std::uint16_t port() const { return port_; }
    /// What the next connection meets. For those after it somebody has looked after the printer.
    void play(Fault fault, std::size_t after = 0);

    /// The next piece that is cut off, if that happens within `ms`.
    std::optional<Receipt> next(int ms);
    /// What the printer said no to first, since the last call.
    Status complaint();

private:
    VirtualServer(ports::Paper paper, FileDescriptor listener, std::uint16_t port);
    void run();
    void serve(int line);
    void note(VirtualPrinter& printer, const Status& status);
    bool wait(int file, short what, int ms) const;

    const ports::Paper paper_;
    const FileDescriptor listener_;
    const std::uint16_t port_;
    const FileDescriptor stop_;  ///< can be read when it is time to end

    std::mutex mutex_;  // of all below
    Fault fault_ = Fault::none;
    std::size_t after_ = 0;
    std::condition_variable changed_;
    std::deque<Receipt> cut_;
    Status complaint_;

    std::thread thread_;
};

}  // namespace xf::native::escpos
