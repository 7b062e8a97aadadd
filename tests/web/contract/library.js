// What the contract suites need of the browser besides web/platform/library.js.
mergeInto(LibraryManager.library, {
    $xfContract: {
        fault: {flush: false, full: false},

        // A handle that fails when it is told to, as the browser's own would.
        failing: function (handle) {
            const fault = this.fault;
            return {
                read: function (bytes, at) { return handle.read(bytes, at); },
                write: function (bytes, at) {
                    if (fault.full) throw new DOMException('no space', 'QuotaExceededError');
                    return handle.write(bytes, at);
                },
                truncate: function (size) { handle.truncate(size); },
                getSize: function () { return handle.getSize(); },
                flush: function () {
                    if (!fault.flush) return handle.flush();
                    fault.flush = false;
                    throw new DOMException('the disk is gone', 'InvalidStateError');
                },
            };
        },
    },

    xf_contract_empty_files: function () {
        Module['xinfeng'].files.forEach(function (handle) { handle.truncate(0); });
    },

    xf_contract_make_faulty__deps: ['$xfContract'],
    xf_contract_make_faulty: function () {
        const files = Module['xinfeng'].files;
        files.forEach(function (handle, name) { files.set(name, xfContract.failing(handle)); });
    },

    xf_contract_fail_flush__deps: ['$xfContract'],
    xf_contract_fail_flush: function () { xfContract.fault.flush = true; },

    xf_contract_set_full__deps: ['$xfContract'],
    xf_contract_set_full: function (full) { xfContract.fault.full = Boolean(full); },

    // A turn of the event loop: answers arrive, time goes by.
    xf_contract_turn__deps: ['$Asyncify'],
    xf_contract_turn: function () {
        Asyncify.handleSleep(function (wake) { setTimeout(wake, 0); });
    },
});
