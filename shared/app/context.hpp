// What a page and its commands work with, for the length of one call.
//
// An area of the program is <area>_pages.{hpp,cpp} with, found by overload:
//
//   Result<View> present(const Context&, const ThePage&)   reads, never writes
//   Status handle(Context&, const TheCommand&)             does what was asked; an error is told to
//                                                          the person
//
// A command that comes late, when its page is gone, does nothing.
#pragma once

#include "shared/app/demo.hpp"
#include "shared/app/login_client.hpp"
#include "shared/app/pictures.hpp"
#include "shared/app/printing.hpp"
#include "shared/app/village.hpp"
#include "shared/app/visit.hpp"

namespace xf::app {

class Context {
public:
    Village& village;
    Visit& visit;
    const ClientPorts& ports;
    const DeviceIdentity& identity;
    const std::optional<Demo>& demo;
    LoginClient& login;
    /// What is saved here is promised to be kept. Otherwise the hub has to have a redemption before
    /// goods are handed out; the demo on its own machine is exempt, under a visible warning.
    bool kept = false;
    bool enrolling = false;
    bool takes_pictures = false;  ///< the host can take or pick them
    PrintOffer prints = {};

    /// What the staff member at the desk may do now; none where nobody of the staff is signed in.
    Result<std::optional<store::Roles>> staff_roles() const;

    store::Place place() const { return village.log.place(); }

    /// The page, if that is where the person is.
    template <typename P>
    P* page() const {
        return std::get_if<P>(&visit.page);
    }
    void go(Page page) { visit.go(std::move(page), village.role()); }

    /// Commits one own event of whoever is here, judged by the same rules as at the hub: durable when
    /// this returns, with the pictures that its body names. Errors: not_signed_in, the rules' and
    /// storage's own.
    Result<EventKey> act(std::uint32_t type, ByteView data, std::optional<store::Body> body,
                         const DraftPictures& pictures = {});
    /// The same for an event that says itself who made it, if anybody.
    Result<EventKey> commit(const store::Header& header, std::optional<store::Body> body,
                            const DraftPictures& pictures = {});
    store::Body new_body(Bytes content);

    /// By the device's clock.
    Day today() const { return china_day(ports.clock.now()); }
    /// The day's first moment: all that an event without a name says of its time.
    UnixTime today_only() const;
};

}  // namespace xf::app
