// xinfeng-sim: a town with all its troubles, from a seed.
//
//   xinfeng-sim [--seed N] [--steps M] [--clients K] [--seconds S] [--defect NAME]
//   xinfeng-sim --defects
//
// Runs one seed; with --seconds, one seed after the other until the time is over. Exit code 0: every
// invariant held. With --defect the program is broken on purpose and the exit code has to be 1;
// --defects tries all of them and fails if one gets away.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

#include "tests/sim/simulator.hpp"

namespace {

using namespace xf::sim;

struct Arguments {
    Options options;
    std::uint64_t seconds = 0;
    bool all_defects = false;
};

int usage() {
    std::fprintf(stderr,
                 "xinfeng-sim [--seed N] [--steps M] [--clients K >= 3] [--seconds S]"
                 " [--defect NAME] | --defects\n");
    for (const DefectInfo& info : kDefects)
        std::fprintf(stderr, "  %-10s %s\n", std::string(info.name).c_str(),
                     std::string(info.what).c_str());
    return 2;
}

bool parse_number(const char* text, std::uint64_t& out) {
    char* end = nullptr;
    out = std::strtoull(text, &end, 10);
    return end != text && *end == '\0';
}

bool parse(int count, char** words, Arguments& out) {
    for (int i = 1; i < count; ++i) {
        const std::string_view word = words[i];
        if (word == "--defects") {
            out.all_defects = true;
            continue;
        }
        if (++i == count) return false;
        if (word == "--defect") {
            const auto defect = defect_named(words[i]);
            if (!defect) return false;
            out.options.defect = *defect;
            continue;
        }
        std::uint64_t number = 0;
        if (!parse_number(words[i], number)) return false;
        if (word == "--seed")
            out.options.seed = number;
        else if (word == "--steps")
            out.options.steps = number;
        else if (word == "--clients")
            out.options.clients = static_cast<std::size_t>(number);
        else if (word == "--seconds")
            out.seconds = number;
        else
            return false;
    }
    return out.options.clients >= 3 && out.options.clients <= 60;
}

int run_seeds(Arguments arguments) {
    using Clock = std::chrono::steady_clock;
    const auto until = Clock::now() + std::chrono::seconds(arguments.seconds);
    do {
        const Report report = simulate(arguments.options);
        std::fputs(report.text().c_str(), stdout);
        std::fflush(stdout);
        if (!report.ok()) return 1;
        ++arguments.options.seed;
    } while (Clock::now() < until);
    return 0;
}

int try_defects(const Arguments& arguments) {
    int escaped = 0;
    for (const DefectInfo& info : kDefects) {
        Options options = arguments.options;
        options.defect = info.defect;
        const Report report = simulate(options);
        std::printf("%s (%s): %s\n", std::string(info.name).c_str(), std::string(info.what).c_str(),
                    report.ok() ? "NOT FOUND"
                                : ("found after " + std::to_string(report.steps) +
                                   " steps: " + report.broken)
                                      .c_str());
        if (report.ok()) ++escaped;
    }
    return escaped == 0 ? 0 : 1;
}

}  // namespace

int main(int count, char** words) {
    Arguments arguments;
    if (!parse(count, words, arguments)) return usage();
    return arguments.all_defects ? try_defects(arguments) : run_seeds(arguments);
}
