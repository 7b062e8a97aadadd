// Between a client and the printer of its host: makes the paper of what is shown, and tells the client
// what became of it. A redemption never waits for it, and nothing of the client's depends on it.
#pragma once

#include "shared/app/client.hpp"
#include "shared/app/paper.hpp"

namespace xf::app {

/// What a client may offer where that printer is.
PrintOffer offer_of(const ports::Printer& printer);

class PrintDesk {
public:
    PrintDesk(Client& client, ports::Printer& printer, const PaperWords& words)
        : client_(&client), printer_(&printer), words_(words) {}

    /// The person wants what is shown on paper: Print is for this, and not for the client itself.
    void print();
    /// Takes the printer's answer if there is one, and says whether there was.
    bool poll();

private:
    std::optional<ports::PrintedDocument> paper() const;

    Client* client_;
    ports::Printer* printer_;
    PaperWords words_;
};

}  // namespace xf::app
