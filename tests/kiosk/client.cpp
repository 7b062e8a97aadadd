#include "tests/kiosk/client.hpp"

#include <catch_amalgamated.hpp>
#include <fstream>
#include <nlohmann/json.hpp>

namespace xf::test {

DemoHousehold household_of(const DemoFolder& hub, std::size_t index) {
    const auto demo = nlohmann::json::parse(std::ifstream(hub.path() + "/demo.json"));
    const auto& household = demo.at("villages").at(0).at("households").at(index);
    return {household.at("card"), household.at("pin")};
}

std::unique_ptr<Program> Client::start(const std::string& script, const ClientStart& how) {
    std::ofstream(file("script")) << script;
    std::vector<std::string> words{"--hub",    "http://127.0.0.1:" + std::to_string(how.hub_port),
                                   "--data",   file("data"),
                                   "--device", how.device,
                                   "--window", how.window,
                                   "--mm",     "477x268",
                                   "--fonts",  XF_FONT_DIR,
                                   "--script", file("script")};
    if (!how.printer.empty()) words.insert(words.end(), {"--printer", how.printer});
    if (how.semantics) words.emplace_back("--semantics");
    return std::make_unique<Program>(XF_KIOSK_PROGRAM, words, screen_.environment());
}

void Client::play(const std::string& script, const ClientStart& how) {
    const auto client = start(script, how);
    const int code = client->end();
    INFO(client->said());
    REQUIRE(code == 0);
}

}  // namespace xf::test
