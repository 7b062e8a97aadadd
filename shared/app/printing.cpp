#include "shared/app/printing.hpp"

#include "shared/app/context.hpp"

namespace xf::app {

PrintState state_of(const PrintRun& run, bool offered) {
    if (!offered) return PrintState::none;
    if (run.running) return PrintState::printing;
    return run.printed ? PrintState::printed : PrintState::ready;
}

PrintRun* print_run(Visit& visit) {
    return std::visit(
        []<typename P>(P& page) -> PrintRun* {
            if constexpr (requires { page.print; })
                return &page.print;
            else
                return nullptr;
        },
        visit.page);
}

Status handle(Context& context, const Print&) {
    if (PrintRun* const run = print_run(context.visit)) run->running = true;
    return {};
}

}  // namespace xf::app
