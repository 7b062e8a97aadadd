// The line to a printer: bytes go there and come back, and nothing waits longer than its patience.
//
// Opened for one document and closed after it: a printer that was off, or another cable, is found again
// by the next one.
#pragma once

#include <atomic>
#include <chrono>
#include <optional>

#include "native/escpos/address.hpp"
#include "native/platform/file_descriptor.hpp"
#include "shared/base/bytes.hpp"

namespace xf::native::escpos {

using Moment = std::chrono::steady_clock::time_point;

struct Patience {
    int connect_ms = 3000;
    int answer_ms = 500;  ///< with a question that printers answer at once
    int stuck_ms =
        10'000;  ///< with a line that takes no byte: a hot head cools down within seconds
    int finish_ms = 10'000;  ///< with a job that was sent, from a printer that says it is ready
    int job_ms = 60'000;     ///< with all of it
};

class Link {
public:
    /// Gives up soon after `stopping` has become true; it lives longer than the link. Errors: no_printer;
    /// print_busy where another program has it.
    static Result<Link> open(const Address& address, const Patience& patience,
                             const std::atomic<bool>& stopping);

    /// Errors of all three: print_failed where the line hangs up, or passes nothing on.
    Status write(ByteView bytes);
    /// Until they are on the other side, as far as this system can tell.
    Status drain();
    /// The next byte that the printer says within answer_ms; nothing where it says nothing.
    Result<std::optional<std::uint8_t>> read();
    /// Forgets what it said before, of which nobody knows what it meant.
    void forget_said();

    const Patience& patience() const { return patience_; }

private:
    Link(Address::Kind kind, FileDescriptor file, const Patience& patience,
         const std::atomic<bool>& stopping);
    Error failed(const std::string& why) const;

    Address::Kind kind_;
    FileDescriptor file_;
    Patience patience_;
    const std::atomic<bool>* stopping_;
    Moment end_;  ///< of the job
};

}  // namespace xf::native::escpos
