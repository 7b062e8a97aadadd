// Plays a Script against the running client. The event loop asks it whenever the picture has
// settled.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "kiosk/semantics/tree.hpp"
#include "native/kiosk/host.hpp"
#include "native/kiosk/script.hpp"

namespace xf::native {

/// What a script needs besides the host.
struct ScriptHands {
    std::function<Status(const std::string& file)> screenshot;
    std::function<std::uint64_t()> frames;  ///< that were drawn so far
};

class ScriptPlayer {
public:
    ScriptPlayer(Script script, Host& host, ScriptHands hands);

    enum class Turn {
        acted,    ///< something may have changed: ask again when it has settled
        waits,    ///< for something on screen, or until due()
        over,     ///< no step is left
        quits,    ///< the client is to end
        failure,  ///< failure() says which line, and why
    };
    Turn advance(std::int64_t now_ms);
    /// When to ask again, if nothing happens before.
    std::optional<std::int64_t> due() const { return until_ms_; }
    const std::string& failure() const { return failure_; }

private:
    struct Before {
        std::uint64_t answers, frames;
        std::int64_t cpu_us;
        std::int64_t ms;
    };

    Turn act(const ScriptStep& step, std::int64_t now_ms);
    Turn press(const ScriptStep& step, std::int64_t now_ms);
    Turn tap(const ScriptStep& step);
    Turn type(const ScriptStep& step);
    Turn key(const ScriptStep& step);
    Turn scan(const ScriptStep& step);
    Turn wait(const ScriptStep& step, bool wanted, std::int64_t now_ms);
    Turn see(const ScriptStep& step, bool wanted);
    Turn stay_idle(const ScriptStep& step, std::int64_t now_ms);
    Turn fail(const std::string& why);
    const kiosk::Node* pressable(std::string_view name) const;
    bool on_screen(std::string_view text) const;
    std::string names() const;

    Script script_;
    Host* host_;
    ScriptHands hands_;
    std::size_t next_ = 0;
    std::optional<std::int64_t> until_ms_;
    std::optional<Before> idle_;
    std::string failure_;
};

}  // namespace xf::native
