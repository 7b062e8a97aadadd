// Keeps the site in this browser, so that it opens without a network, and changes to a new version
// when nobody is at the device. The files are the service worker's (sw.js); here is when.

const kCheckMs = 3_600_000;  // a kiosk's page stays open for months
const kSwitchMs = 10_000;

export class Versions {
    #own;
    #release;
    #begun = false;
    #renewing = false;

    /**
     * `own` is the address of a module that no other version has: while the page lives, the files of
     * its version are kept. `release(then)` calls back once no program runs and nobody is there.
     */
    constructor(own, release) {
        this.#own = own;
        this.#release = release;
        const forEver = () => new Promise(() => {});
        navigator.locks?.request(own, {mode: 'shared'}, forEver).catch(() => {});
    }

    /** After the first picture, which must not wait for it. */
    async begin() {
        if (this.#begun) return;
        this.#begun = true;
        try {
            // Absent in pages from insecure origins.
            if (navigator.serviceWorker) await this.#register(navigator.serviceWorker);
        } catch (error) {
            console.warn(`not kept for later: ${error}`);  // no network, or the browser keeps nothing
        }
    }

    async #register(container) {
        let firstVisit = !container.controller;
        container.addEventListener('controllerchange', async () => {
            const same = firstVisit && await caches.match(this.#own);
            firstVisit = false;
            if (!same) this.#renew();
        });
        const registration = await container.register('sw.js', {updateViaCache: 'none'});
        registration.addEventListener('updatefound', () => this.#follow(registration));
        this.#follow(registration);
        if (registration.waiting) this.#renew();
        registration.active?.postMessage('tidy');
        setInterval(() => registration.update().catch(() => {}), kCheckMs);
    }

    #follow(registration) {
        const next = registration.installing;
        next?.addEventListener('statechange', () => {
            if (next.state === 'installed' && registration.active) this.#renew();
        });
    }

    #renew() {
        if (this.#renewing) return;
        this.#renewing = true;
        this.#release(() => this.#change());
    }

    async #change() {
        setTimeout(() => location.reload(), kSwitchMs);  // whatever comes of it
        const registration = await navigator.serviceWorker.getRegistration();
        if (!registration?.waiting) return location.reload();  // another tab has changed already
        navigator.serviceWorker.addEventListener('controllerchange', () => location.reload());
        registration.waiting.postMessage('switch');
    }
}
