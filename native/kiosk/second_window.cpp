#include "native/kiosk/second_window.hpp"

#include <SDL.h>
#include <signal.h>
#include <spawn.h>
#include <unistd.h>

namespace xf::native {
namespace {

constexpr const char* kItself = "/proc/self/exe";

std::vector<std::string> words_for(const std::vector<std::string>& words, std::string_view device) {
    std::vector<std::string> out{kItself};
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (words[i] == "--semantics") continue;
        if (words[i] == "--script" || words[i] == "--device") {
            ++i;
            continue;
        }
        out.push_back(words[i]);
    }
    out.emplace_back("--device");
    out.emplace_back(device);
    return out;
}

}  // namespace

void open_second_window(const std::vector<std::string>& words, std::string_view device) {
    std::vector<std::string> own = words_for(words, device);
    std::vector<char*> arguments;
    arguments.reserve(own.size() + 1);
    for (std::string& word : own) arguments.push_back(word.data());
    arguments.push_back(nullptr);

    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    sigset_t none;
    sigemptyset(&none);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
    pid_t pid = 0;
    const int error =
        ::posix_spawn(&pid, kItself, nullptr, &attributes, arguments.data(), ::environ);
    posix_spawnattr_destroy(&attributes);
    if (error != 0) SDL_Log("cannot open a second window: error %d", error);
}

}  // namespace xf::native
