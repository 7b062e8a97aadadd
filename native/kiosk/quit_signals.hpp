// SIGINT and SIGTERM as SDL_QUIT. SDL's own handlers only set a flag, which a program that waits
// for events sees when the next one comes, perhaps half a minute later; this thread's event wakes
// it.
#pragma once

#include <thread>

namespace xf::native {

class QuitSignals {
public:
    /// Before any other thread is started, so that all of them leave these signals alone.
    QuitSignals();
    ~QuitSignals();
    QuitSignals(const QuitSignals&) = delete;
    QuitSignals& operator=(const QuitSignals&) = delete;

private:
    std::thread thread_;
};

}  // namespace xf::native
