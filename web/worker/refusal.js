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

/**
 * Of what a browser's storage threw. Private windows and blocked site data stay what they are, as do
 * engines that have something in name only, and what else is named here; every other failure may pass.
 */
export function refusal(error, ...stays) {
    if (error instanceof Refusal) return error;
    stays.push('SecurityError', 'NotSupportedError');
    return new Refusal(stays.includes(error.name) ? 'forbidden' : 'storage', String(error));
}
