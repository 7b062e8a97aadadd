// The words for where a request stands: who holds it, and how much time is left.
#pragma once

#include <string>

#include "kiosk/text/format.hpp"
#include "shared/app/request_screens.hpp"

namespace xf::kiosk {

/// "镇里正在办：李示例". `asks`: whoever reads it is the one who is asked.
std::string holder_text(const app::RequestItem& item, bool asks);
/// "还有 3 天", "超时 2 天"; empty where nobody has to do anything.
std::string clock_text(const app::RequestItem& item);
std::string_view level_text(app::RequestLevel level);
std::string_view answer_text(app::RequestAnswer answer);
std::string_view cause_text(app::RequestCause cause);

}  // namespace xf::kiosk
