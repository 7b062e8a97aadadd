// What a demo hands out on its own machine, and nowhere else: everyone's card and PIN, and codes with
// which a page enrols itself (shared/app/demo.hpp has the forms).
//
//   GET  /v1/demo[?village=SLUG]              the first village, if none is named
//   GET  /v1/demo.json                        the same for people, all villages, with their slugs
//   POST /v1/demo/enroll-code[?village=SLUG]  a one-time code as plain text
#pragma once

#include <map>
#include <string>

#include "native/hub/http_types.hpp"
#include "native/hub/hub_app.hpp"

namespace xf::hub {

class DemoRoutes {
public:
    static Result<DemoRoutes> load(const DataFolder& folder, HubApp& app);

    HttpReply secrets(const HttpRequest& request) const;
    HttpReply secrets_as_json(const HttpRequest& request) const;
    HttpReply enrol_code(const HttpRequest& request) const;

private:
    explicit DemoRoutes(HubApp& app) : app_(&app) {}
    Result<std::string> village_of(const HttpRequest& request) const;

    HubApp* app_;
    std::string json_;
    std::string first_village_;
    std::map<std::string, Bytes, std::less<>> by_village_;  ///< app::Demo, encoded
};

}  // namespace xf::hub
