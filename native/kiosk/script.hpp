// A script that uses the client as a person would, for tests. One step a line; empty lines and
// those that begin with # are none.
//
//   press NAME       the button of that name, or the first with NAME in its own; a text field gets
//                    the focus
//   tap NAME         the same with the mouse, in the middle of what is seen of it
//   type TEXT        into the focused field; without one, keys of a PIN
//   key NAME         enter, tab, escape, backspace
//   scan CODE        what a wedge scanner types, with its Enter
//   wait-for TEXT    until TEXT stands in a name or value on screen
//   wait-gone TEXT   until it stands nowhere
//   expect TEXT      it stands there now
//   absent TEXT      it does not stand there now
//   screenshot FILE  a PNG
//   idle MS          for so long after the hub's last answer nothing is drawn, and less than 1 % of
//                    a core is used; to be shorter than the pause between two syncs
//   say TEXT         a line on stdout
//   quit
//
// A step is taken when nothing moves any more on screen. After the last one the client goes on.
#pragma once

#include <string>
#include <vector>

#include "shared/base/result.hpp"

namespace xf::native {

enum class ScriptVerb {
    press,
    tap,
    type,
    key,
    scan,
    wait_for,
    wait_gone,
    expect,
    absent,
    screenshot,
    idle,
    say,
    quit,
};

struct ScriptStep {
    std::size_t line = 0;  ///< from 1
    ScriptVerb verb = ScriptVerb::quit;
    std::string text;  ///< what stands behind the verb
};

struct Script {
    std::string file;
    std::vector<ScriptStep> steps;

    /// Errors: not_found, or malformed with the line.
    static Result<Script> load(const std::string& file);
    static Result<Script> parse(std::string file, std::string_view text);
};

}  // namespace xf::native
