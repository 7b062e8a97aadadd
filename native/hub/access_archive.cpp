#include "native/hub/access_archive.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>

#include "native/hub/files.hpp"

namespace xf::hub {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kSuffix = ".log";

std::string month_text(int year, int month) {
    char text[16];
    std::snprintf(text, sizeof text, "%04d-%02d", year, month);
    return text;
}

/// The first month that is still kept.
std::string oldest_kept(Day today) {
    const CivilDate date = civil(today);
    const int months = date.year * 12 + date.month - 1 - AccessArchive::kMonths;
    return month_text(months / 12, months % 12 + 1);
}

void drop_before(const std::string& folder, const std::string& oldest) {
    std::error_code failed;
    for (const auto& entry : fs::directory_iterator(folder, failed)) {
        const std::string name = entry.path().filename();
        const bool ours = name.size() == oldest.size() + kSuffix.size() && name.ends_with(kSuffix);
        std::error_code ignored;  // the next month tries again
        if (ours && name < oldest) fs::remove(entry.path(), ignored);
    }
}

}  // namespace

void AccessArchive::begin_month(const std::string& month, Day today) {
    month_.clear();  // until it is open: the next line tries again
    file_.reset();
    bytes_ = kMonthBytes;
    if (!make_private_folder(folder_).ok()) return;
    drop_before(folder_, oldest_kept(today));
    const std::string path = folder_ + "/" + month + std::string(kSuffix);
    file_ = native::FileDescriptor(
        ::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600));
    struct stat info {};
    if (!file_.open() || ::fstat(file_.get(), &info) != 0) return;
    bytes_ = static_cast<std::uint64_t>(info.st_size);
    month_ = month;
}

void AccessArchive::add(UnixTime now, const std::string& line) {
    if (folder_.empty()) return;
    const Day today = china_day(now);
    const CivilDate date = civil(today);
    const std::string month = month_text(date.year, date.month);
    if (month != month_) begin_month(month, today);
    const ClockTime time = china_clock(now);
    char clock[16];
    std::snprintf(clock, sizeof clock, " %02d:%02d ", time.hour, time.minute);
    const std::string entry = iso(today) + clock + line;
    if (bytes_ + entry.size() > kMonthBytes) return;
    if (::write(file_.get(), entry.data(), entry.size()) > 0) bytes_ += entry.size();
}

}  // namespace xf::hub
