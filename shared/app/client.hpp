// The whole client behind its interface: commands in, snapshots out. A host (the browser's worker,
// the native kiosk, a test) gives it ports, calls step() when next_step_ms() says so or an answer
// has arrived, and draws snapshot() when its version rose.
#pragma once

#include "shared/app/context.hpp"
#include "shared/app/demo_mode.hpp"
#include "shared/app/enroller.hpp"
#include "shared/app/lockout.hpp"
#include "shared/rescue/sealed_file.hpp"

namespace xf::app {

struct ClientConfig {
    std::string vfs;  ///< name of the registered store::Vfs over ClientPorts::disk
    std::string database = "app.db";
    Persistence persistence = Persistence::best_effort;
    /// On the hub's own machine: if the hub says that it is a demo, enrols itself as this device.
    std::optional<DemoDevice> demo;
    bool takes_pictures = false;  ///< the host answers PickPicture
    PrintOffer prints = {};       ///< for what it answers Print, with printed()
};

class Client : public CommandSink {
public:
    Client(const ClientPorts& ports, ClientConfig config);
    ~Client() override;

    void submit(Command command) override;
    void step();
    const Snapshot& snapshot() const { return snapshot_; }

    /// When step() has something to do even if nothing arrives, on the monotonic clock.
    std::uint64_t next_step_ms() const;

    /// Bytes of a picture that a view shows as `here`: a JPEG, or a public PNG, of bounded size.
    std::optional<Bytes> picture(const Hash& hash);

    /// What the host was to print lies on paper, or why it does not.
    void printed(std::optional<ErrorCode> failure);

    /// The browser was asked whether it keeps the data.
    void set_persistence(Persistence persistence);

    /// A new version of the program is at hand, which takes the place of this one once idle().
    void set_new_version();
    /// Nobody is at the device or was a moment ago: to end the program now interrupts nobody.
    bool idle() const;

private:
    // Opening, closing, failing
    void open();
    void fail(const Error& error);
    void check(const Status& status);

    // Commands about the visit itself (client_commands.cpp, client_identify.cpp,
    // client_claim.cpp); all others are
    // handled by their area's pages.
    void on(const GoTo& command);
    void on(const GoBack& command);
    void on(const SignOff& command);
    void on(const StillHere& command);
    void on(const DismissMessage& command);
    void on(const SyncNow& command);
    void on(const Enrol& command);
    void on(const OpenDevice& command);
    void on(const SealAside& command);
    void on(const Scanned& command);
    void on(const UseDemoCard& command);
    void on(const ChooseStaff& command);
    void on(const PinDigit& command);
    void on(const PinErase& command);
    void on(const ChoosePerson& command);
    void on(const AcceptNotice& command);
    void on(const ChooseVillage& command);
    void on(const ClaimKey& command);
    void on(const ClaimErase& command);
    template <typename C>
    void take(const C& command);

    Context context();
    DeviceRole role() const;
    Village* village();
    void go(Page page);

    // Identification
    IdentifyPage* identify(IdentifyView::Step step);
    void use_card(std::string_view text);
    void use_card_at_desk(const people::Card& card);
    void use_staff_card(const people::Card& card);
    void ask_pin_of(StaffNo no);
    void check_pin();
    Status check_pin_now(const std::string& pin);
    Status enter_household();
    void choose(PersonNo person);
    void enter(PersonNo person);
    void arrived();
    void sign_off();
    Status forget(PersonNo person);
    Status wipe_traces();

    // Claim codes (client_claim.cpp)
    ClaimEntryPage* claim_entry(ClaimEntryView::Step step);
    void check_code();
    Status open_claim();
    void step_claim();
    void refuse_claim(ErrorCode code);
    void end_claim();

    // A browser that nobody enrolled (client_visit.cpp)
    View present_without_village() const;
    void step_login();
    void become_guest(std::uint32_t index);
    void begin_visit(const sync::Enrolled& login);
    void resume_visit();
    bool step_visit(Village& village);
    void log_out();
    void end_login();
    bool phone() const { return snapshot_.role == DeviceRole::phone; }

    // Time
    bool on_answer(const ports::Transport::Answer& answer);
    void step_enrolment();
    void step_damage();
    bool fault_may_pass() const;

    // Databases that were set aside (client_rescue.cpp)
    void look_for_asides();
    void step_sealing();
    void fail_sealing(ErrorCode code);
    void end_sealing(SealedState state);

    void begin_with(const sync::Enrolled& enrolled);
    std::optional<ErrorCode> refused();
    Status check_reported();
    void step_village();
    void step_idle();
    bool at_rest() const;
    std::uint64_t idle_limit_ms() const;

    void tell(ErrorCode code);
    void changed() { dirty_ = true; }
    void refresh();
    Status refresh_village(Village& village);

    ClientPorts ports_;
    ClientConfig config_;
    std::unique_ptr<Storage> storage_;
    std::unique_ptr<Enroller> enroller_;
    std::unique_ptr<Lockout> lockout_;
    std::unique_ptr<LoginClient> login_;
    std::optional<DamagedView> damaged_;
    std::vector<std::string>
        asides_;  ///< databases that can be sealed for rescue; the next one first
    std::optional<rescue::SealedExport> sealing_;
    SealedState sealed_ = SealedState::none;
    std::string sealed_as_;
    std::optional<DemoMode> demo_;
    Visit visit_;
    Snapshot snapshot_;
    bool dirty_ = true;
    std::uint64_t touched_ms_ = 0;  ///< monotonic time of the last touch
    std::optional<std::uint64_t> check_pin_at_ms_;
    std::optional<std::uint64_t> check_code_at_ms_;
    std::uint64_t reopen_ms_ = 0;  ///< after a fault of the disk
    bool full_ = false;            ///< the person was told so
    std::uint64_t shown_syncs_ = 0;
};

}  // namespace xf::app
