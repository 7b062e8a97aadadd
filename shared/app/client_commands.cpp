// Commands that lead from page to page. Each is small; what takes thought is in client_identify.cpp
// and client_acts.cpp.

#include "shared/app/client.hpp"

namespace xf::app {
namespace {

Page page_of(Place place) {
    switch (place) {
        case Place::home:
            return Page::home;
        case Place::balance:
            return Page::balance;
        case Place::counter:
            return Page::counter;
        case Place::requests:
        case Place::desk:
            return Page::requests;
        case Place::request_form:
            return Page::request_form;
        case Place::notices:
            return Page::notices;
    }
    return Page::home;
}

bool needs_person(Page page) {
    return page != Page::home && page != Page::notices && page != Page::document &&
           page != Page::identify;
}

/// Where "back" leads from a page.
Page parent_of(Page page) {
    switch (page) {
        case Page::request_form:
        case Page::request:
            return Page::requests;
        case Page::document:
            return Page::notices;
        default:
            return Page::home;
    }
}

}  // namespace

void Client::submit(Command command) {
    touched_ms_ = ports_.clock.monotonic_ms();
    if (snapshot_.idle_countdown_s != 0) {
        snapshot_.idle_countdown_s = 0;
        changed();
    }
    std::visit([this](const auto& one) { on(one); }, command);
    refresh();
}

Village* Client::village() { return storage_ ? storage_->village() : nullptr; }

void Client::visit_page(Page page) {
    visit_.message.reset();
    if (needs_person(page) && !visit_.signed_in()) {
        visit_.after_identify = page;
        visit_.step = snapshot_.role == DeviceRole::desk ? IdentifyView::Step::staff
                                                         : IdentifyView::Step::card;
        visit_.pin.clear();
        page = Page::identify;
    }
    if (page == Page::request_form) visit_.category.reset();
    visit_.page = page;
    changed();
}

void Client::on(const GoTo& command) {
    if (damaged_) {  // the person was told; what is left is a fresh database
        damaged_.reset();
        open();
        return changed();
    }
    visit_page(page_of(command.place));
}

void Client::on(const GoBack&) {
    if (visit_.page == Page::identify && visit_.step == IdentifyView::Step::pin) {
        const auto after = visit_.after_identify;
        visit_ = Visit{};
        return visit_page(after.value_or(Page::home));
    }
    if (visit_.page == Page::identify) return sign_off();
    if (visit_.page == Page::request_form && visit_.category) {
        visit_.category.reset();
        return changed();
    }
    visit_page(parent_of(visit_.page));
}

void Client::on(const SignOff&) { sign_off(); }
void Client::on(const StillHere&) {}

void Client::on(const DismissMessage&) {
    visit_.message.reset();
    changed();
}

void Client::on(const SyncNow&) {
    if (village()) village()->driver.soon();
}

void Client::on(const Enrol& command) {
    if (enroller_) check(enroller_->enrol(command.code));
    changed();
}

void Client::on(const OpenNotice& command) {
    visit_.leaf = command.leaf;
    visit_page(Page::document);
}

void Client::on(const OpenDevice&) {}  // the host's

}  // namespace xf::app
