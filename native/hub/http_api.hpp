// All addresses of the hub, each with the method, the content type and the size that it takes:
// everything else is refused before any of it is interpreted.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "native/hub/access_log.hpp"
#include "native/hub/admin_routes.hpp"
#include "native/hub/demo_routes.hpp"
#include "native/hub/hub_app.hpp"
#include "native/hub/public_log_routes.hpp"
#include "native/hub/static_site.hpp"
#include "shared/ports/clock.hpp"

namespace xf::hub {

/// What a hub serves. Parts that are not there are not at any address.
struct HttpParts {
    HubApp* app = nullptr;  ///< null while the data folder is empty
    std::optional<StaticSite> site;
    std::optional<PublicLogRoutes> public_log;
    std::optional<DemoRoutes> demo;
    std::optional<AdminRoutes> admin;
    std::string access_folder = {};  ///< of the access log's archive; empty: none is kept
};

class HttpApi final : public HttpRoutes {
public:
    HttpApi(HttpParts parts, const ports::Clock& clock);

    RequestTerms terms(std::string_view method, std::string_view target,
                       const Peer& peer) const override;
    HttpReply answer(const HttpRequest& request) override;
    void refused(ErrorCode code) override { log_.refused(code); }

private:
    struct Route {
        std::string_view method;  ///< "GET" answers HEAD as well
        std::string_view path;
        bool below = false;             ///< everything below the path, too
        std::string_view content_type;  ///< of a body
        std::size_t body_bytes = 0;
        std::function<HttpReply(const HttpRequest&)> answer;
    };

    void add_device_routes();
    void add_visitor_routes();
    void add_operator_routes();
    HttpReply health() const;
    /// Null: there is none.
    const Route* route_at(std::string_view path) const;
    HttpReply route(const HttpRequest& request) const;
    /// As the log may know it.
    std::string address_of(const std::string& path) const;

    HttpParts parts_;
    const ports::Clock* clock_;
    AccessLog log_;
    std::vector<Route> routes_;
};

}  // namespace xf::hub
