#include "shared/app/context.hpp"

#include <algorithm>

namespace xf::app {

Result<std::optional<store::Roles>> Context::staff_roles() const {
    if (!visit.staff) return std::optional<store::Roles>();
    XF_ASSIGN(const people::Staff staff, people::staff(place(), visit.staff->no));
    return std::optional(staff.roles);
}

Result<EventKey> Context::act(std::uint32_t type, ByteView data, std::optional<store::Body> body,
                              const DraftPictures& pictures) {
    store::Header header;
    header.type = type;
    header.time = {std::max<std::int64_t>(ports.clock.now().seconds, 0)};
    header.data = data;
    if (visit.staff) {
        header.actor = store::Actor::of(visit.staff->no);
        header.auth = store::AuthMethod::staff_pin;
    } else if (visit.person) {
        header.actor = store::Actor::of(*visit.person);
        header.auth = store::AuthMethod::card_and_pin;
    } else if (visit.claim) {
        header.actor = store::Actor::of(visit.claim->pseudonym());
        header.auth = store::AuthMethod::claim_code;
        header.time = today_only();
    } else {
        return ErrorCode::not_signed_in;
    }
    return commit(header, std::move(body), pictures);
}

Result<EventKey> Context::commit(const store::Header& header, std::optional<store::Body> body,
                                 const DraftPictures& pictures) {
    XF_ASSIGN(store::Transaction transaction, village.log.store().db().begin());
    XF_ASSIGN(const EventKey key, village.log.submit(header, std::move(body)));
    for (const DraftPicture& each : pictures)
        if (each.jpeg) XF_TRY(village.pictures.store().put_own(*each.jpeg));
    XF_TRY(transaction.commit());
    village.driver.soon();
    return key;
}

UnixTime Context::today_only() const {
    return {std::max<std::int64_t>(today().days * 86'400LL - kChinaOffsetSeconds, 0)};
}

store::Body Context::new_body(Bytes content) {
    store::Body body;
    ports.random.fill(body.salt);
    body.content = std::move(content);
    return body;
}

}  // namespace xf::app
