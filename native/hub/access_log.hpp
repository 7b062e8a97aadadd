// One line on stderr, and in the archive, for each request: method, address, status, bytes in and out, time. Addresses are
// those that the hub itself has, never what a request says beyond them: no line can hold anything
// about a person, or anything that somebody else wrote.
#pragma once

#include <mutex>
#include <string>
#include <string_view>

#include "native/hub/access_archive.hpp"
#include "native/hub/http_types.hpp"
#include "shared/ports/clock.hpp"

namespace xf::hub {

class AccessLog {
public:
    /// `archive`: a folder; empty: nothing is kept.
    explicit AccessLog(const ports::Clock& clock, std::string archive = {})
        : clock_(&clock), archive_(std::move(archive)) {}
    ~AccessLog();

    /// `address`: as the hub knows it; empty: none of its own.
    void answered(const HttpRequest& request, std::string_view address, const HttpReply& reply,
                  std::uint64_t took_ms);
    /// A request that was not read to its end, or not taken on.
    void refused(ErrorCode code);

    /// Lines of one kind. More are counted, and so are those that stderr has no room for; a later
    /// line says how many. So neither noise nor a reader that stands still stops the hub or fills a
    /// disk.
    static constexpr std::uint32_t kLinesPerSecond = 200;

private:
    /// Lines that may still be written within this second. One for what was served and one for what
    /// was not, so that strangers' noise does not push out the rest.
    struct Allowance {
        std::uint64_t since_ms = 0;
        std::uint32_t lines = kLinesPerSecond;
    };
    void write(Allowance& allowance, const std::string& line);
    void write_left_out();

    const ports::Clock* clock_;
    std::mutex mutex_;
    AccessArchive archive_;
    Allowance served_, not_served_;
    std::uint64_t left_out_ = 0;
};

}  // namespace xf::hub
