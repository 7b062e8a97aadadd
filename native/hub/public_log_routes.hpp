// The villages' public logs as static files (shared/disclosure/public_files.hpp), for clients, and for
// any auditor or mirror: GET /log/<slug>/checkpoint, …/tile/…, …/body/…, …/paper/…
#pragma once

#include <map>
#include <string>

#include "native/hub/data_folder.hpp"
#include "native/hub/http_types.hpp"

namespace xf::hub {

class PublicLogRoutes {
public:
    PublicLogRoutes(const DataFolder& folder, const HubConfig& config);

    HttpReply answer(const HttpRequest& request) const;

private:
    std::map<std::string, std::string, std::less<>> folders_;  ///< by slug
};

}  // namespace xf::hub
