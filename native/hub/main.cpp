// xinfeng-hub: finds the command, runs it, and says what went wrong.
#include <sys/stat.h>

#include <array>
#include <cstdio>

#include "native/hub/commands/commands.hpp"

namespace {

using namespace xf;
using namespace xf::hub;

constexpr int kFailed = 1, kUsage = 2;

int run(const Command& command, const std::vector<std::string>& words) {
    for (const std::string& word : words) {
        if (word != "--help") continue;
        std::fputs(help_of(command.line).c_str(), stdout);
        return 0;
    }
    const auto arguments = Arguments::parse(command.line, words);
    if (!arguments.ok()) {
        std::fprintf(stderr, "xinfeng-hub %.*s: %s\n\n%s", static_cast<int>(command.name.size()),
                     command.name.data(), arguments.error().detail.c_str(),
                     help_of(command.line).c_str());
        return kUsage;
    }
    const Status status = command.run(*arguments);
    if (status.ok()) return 0;
    report_on_stderr(status.error());
    return kFailed;
}

}  // namespace

int main(int argc, char** argv) {
    ::umask(077);  // everything that a hub writes is its own
    std::vector<std::string> words(argv + 1, argv + argc);
    const std::array commands{init_command(),
                              serve_command(),
                              enroll_code_command(),
                              import_notice_command(),
                              import_households_command(),
                              staff_roles_command(),
                              withdraw_notice_command(),
                              log_list_command(),
                              backup_command(),
                              restore_command(),
                              recovery_command(),
                              rescue_command(),
                              erase_person_command(),
                              export_person_command()};
    for (const Command& command : commands) {
        const std::size_t count = command.name.find(' ') == std::string_view::npos ? 1 : 2;
        if (words.size() < count) continue;
        const std::string name = count == 1 ? words[0] : words[0] + " " + words[1];
        if (name == command.name)
            return run(command, {words.begin() + static_cast<std::ptrdiff_t>(count), words.end()});
    }
    const bool asked = !words.empty() && (words[0] == "--help" || words[0] == "help");
    std::FILE* const out = asked ? stdout : stderr;
    if (!words.empty() && !asked)
        std::fprintf(out, "xinfeng-hub: unknown command %s\n\n", words[0].c_str());
    std::fputs("usage: xinfeng-hub COMMAND …      (COMMAND --help says more)\n\n", out);
    for (const Command& command : commands)
        std::fprintf(out, "  %.*s\n", static_cast<int>(command.line.usage.size()),
                     command.line.usage.data());
    return asked ? 0 : kUsage;
}
