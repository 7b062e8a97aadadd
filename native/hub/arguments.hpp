// Command lines: "--name value", "--flag", and what remains.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.hpp"

namespace xf::hub {

struct Option {
    std::string_view name;   ///< "--data"
    std::string_view value;  ///< what it takes, as help shows it: "DIR"; empty for a flag
    std::string_view help;
    bool required = false;
};

struct CommandLine {
    std::string_view usage;  ///< "enroll-code --data DIR …"
    std::string_view purpose;
    std::vector<Option> options;
    std::string_view rest;  ///< what the remaining arguments are; empty: there are none
};

class Arguments {
public:
    /// Errors: malformed for what the command does not take.
    static Result<Arguments> parse(const CommandLine& line, const std::vector<std::string>& words);

    bool has(std::string_view option) const { return values_.find(option) != values_.end(); }
    std::string get(std::string_view option, std::string_view otherwise = {}) const;
    Result<std::uint64_t> number(std::string_view option, std::uint64_t otherwise,
                                 std::uint64_t min, std::uint64_t max) const;
    const std::vector<std::string>& rest() const { return rest_; }

private:
    std::map<std::string, std::string, std::less<>> values_;
    std::vector<std::string> rest_;
};

std::string help_of(const CommandLine& line);

}  // namespace xf::hub
