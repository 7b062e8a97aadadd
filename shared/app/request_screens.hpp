// 诉求: filed by a resident, taken up at a desk, closed by the resident.
#pragma once

#include "shared/app/login_screens.hpp"

namespace xf::app {

// ---- what is shown ------------------------------------------------------------------------------

/// Categories of requests; titles are in the catalogue.
enum class RequestCategory : std::uint8_t {
    environment,
    roads,
    water_power,
    neighbours,
    welfare,
    other
};
inline constexpr std::uint8_t kRequestCategories = 6;

enum class RequestState : std::uint8_t { filed, accepted, finished, closed, reopened };

struct RequestItem {
    EventKey id;
    std::string number;  ///< short, to read out
    RequestCategory category;
    std::string summary;  ///< the first words
    RequestState state;
    RecordState record;
    UnixTime at;
    std::string person;  ///< at a desk
};

struct RequestsView {
    std::vector<RequestItem> items;             ///< newest first, if not said otherwise
    std::optional<ListControls> controls = {};  ///< at a desk
    std::optional<KeptText> kept = {};          ///< after a login that ended too early
};

struct RequestFormView {
    std::optional<RequestCategory> category;  ///< none: choose it first
};

struct RequestStep {
    RequestState state;
    std::string who;
    UnixTime at;
    std::string text;
    RecordState record;
    std::optional<ErrorCode> reason;  ///< when rejected
};

struct RequestView {
    RequestItem item;
    std::vector<RequestStep> steps;  ///< oldest first
    bool can_accept = false;         ///< staff
    bool can_finish = false;         ///< staff
    bool can_close = false;          ///< the resident says solved or not
};

// ---- what can be done ---------------------------------------------------------------------------

struct ChooseCategory {
    RequestCategory category;
};
struct FileRequest {
    std::string text;
};
struct OpenRequest {
    EventKey id;
};
struct AcceptRequest {};
struct FinishRequest {
    std::string text;
};
struct CloseRequest {};  ///< the resident: solved
struct ReopenRequest {
    std::string reason;
};  ///< the resident: not solved

}  // namespace xf::app
