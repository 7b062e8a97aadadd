#include "native/kiosk/quit_signals.hpp"

#include <SDL.h>
#include <signal.h>

namespace xf::native {
namespace {

constexpr int kStop = SIGUSR1;  // from the destructor

sigset_t signals() {
    sigset_t out;
    sigemptyset(&out);
    for (const int signal : {SIGINT, SIGTERM, kStop}) sigaddset(&out, signal);
    return out;
}

void wait_for_them() {
    const sigset_t all = signals();
    int signal = 0;
    while (sigwait(&all, &signal) == 0 && signal != kStop) {
        SDL_Event quit{};
        quit.type = SDL_QUIT;
        SDL_PushEvent(&quit);
    }
}

}  // namespace

QuitSignals::QuitSignals() {
    const sigset_t all = signals();
    pthread_sigmask(SIG_BLOCK, &all, nullptr);
    thread_ = std::thread(wait_for_them);
}

QuitSignals::~QuitSignals() {
    pthread_kill(thread_.native_handle(), kStop);
    thread_.join();
}

}  // namespace xf::native
