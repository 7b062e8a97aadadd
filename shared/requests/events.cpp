#include "shared/requests/events.hpp"

#include "shared/base/limits.hpp"

namespace xf::requests {

Bytes Filed::data() const {
    cbor::Writer out;
    out.array(2).uint(person.value).uint(category);
    return out.take();
}

Result<Filed> Filed::parse(const store::Header& header) {
    cbor::Reader in = header.reader();
    XF_TRY(in.array_of(2));
    Filed out;
    XF_ASSIGN(out.person, in.number<PersonNo>());
    XF_ASSIGN(out.category, in.uint32());
    if (out.category >= kCategories) return ErrorCode::unknown_reference;
    XF_TRY(in.finish());
    return out;
}

Bytes Step::data() const {
    cbor::Writer out;
    out.array(4)
        .uint(person.value)
        .uint(request.device.value)
        .uint(request.epoch.value)
        .uint(request.seq.value);
    return out.take();
}

Result<Step> Step::parse(const store::Header& header) {
    cbor::Reader in = header.reader();
    XF_TRY(in.array_of(4));
    Step out;
    XF_ASSIGN(out.person, in.number<PersonNo>());
    XF_ASSIGN(out.request.device, in.number<DeviceNo>());
    XF_ASSIGN(out.request.epoch, in.number<Epoch>());
    XF_ASSIGN(out.request.seq, in.number<Seq>());
    XF_TRY(in.finish());
    return out;
}

Bytes text_content(std::string_view text) {
    cbor::Writer out;
    out.array(1).text(text);
    return out.take();
}

Result<std::string> text_of(const store::Event& event) {
    if (!event.body) return std::string();
    XF_TRY(cbor::validate(event.body->content, limits::kEventBytes));
    cbor::Reader in(event.body->content);
    XF_TRY(in.array_of(1));
    XF_ASSIGN(const std::string_view text, in.text(limits::kTextBytes));
    XF_TRY(in.finish());
    if (text.empty()) return ErrorCode::nothing_entered;
    return std::string(text);
}

}  // namespace xf::requests
