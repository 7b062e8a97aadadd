// Why a session cannot run, where it is no fault of the program.

export class Refusal extends Error {
    /**
     * `reason`: download (something did not come), elsewhere (another tab has the device), stuck (and
     * does not give it up), forbidden (the browser keeps nothing for this page), storage (it does not
     * keep or open the files now).
     */
    constructor(reason, detail = '') {
        super(detail);
        this.reason = reason;
    }
}
