// The hub's commands, one a file. Each takes the words after its name and returns an Error, or done.
#pragma once

#include <string>
#include <vector>

#include "native/hub/arguments.hpp"

namespace xf::hub {

struct Command {
    std::string_view name;  ///< one or two words
    CommandLine line;
    Status (*run)(const Arguments& arguments);
};

/// Says what went wrong: the stable code, what it was about, and the cure.
void report_on_stderr(const Error& error);

Command init_command();
Command serve_command();
Command enroll_code_command();
Command import_notice_command();
Command import_households_command();
Command staff_roles_command();
Command withdraw_notice_command();
Command log_list_command();
Command backup_command();
Command restore_command();
Command recovery_command();
Command rescue_command();
Command erase_person_command();
Command export_person_command();

}  // namespace xf::hub
