// Keeps the site in this browser, so that it opens without a network, and changes to a new version
// when nobody is at the device. The files are the service worker's (sw.js); here is when.

const kCheckMs = 3_600_000;  // a kiosk's page stays open for months
const kSwitchMs = 10_000;

export class Versions {
    #own;
    #release;
    #begun = false;
    #registration = null;
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

    /** After the first picture, which must not wait for it, or in place of one that did not come. */
    async begin() {
        const container = navigator.serviceWorker;
        if (!container) return;  // an insecure origin
        if (!this.#begun) {
            this.#begun = true;
            this.#awaitChange(container);
            setInterval(() => this.#look(container), kCheckMs);
        }
        await this.#look(container);
        this.#registration?.active?.postMessage('tidy');
    }

    /** On the first visit the files that this page has itself are kept, which changes nothing. */
    #awaitChange(container) {
        let firstVisit = !container.controller;
        container.addEventListener('controllerchange', async () => {
            const same = firstVisit && await caches.match(this.#own);
            firstVisit = false;
            if (!same) this.#renew();
        });
    }

    async #look(container) {
        try {
            const registration = await container.register('sw.js', {updateViaCache: 'none'});
            if (registration === this.#registration) return await registration.update();
            this.#registration = registration;
            registration.addEventListener('updatefound', () => this.#follow(registration));
            this.#follow(registration);
            if (registration.waiting) this.#renew();
        } catch (error) {
            console.warn(`not kept for later: ${error}`);  // no network, or the browser keeps nothing
        }
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

    #change() {
        const waiting = this.#registration?.waiting;
        if (!waiting) return location.reload();  // another tab has changed already
        navigator.serviceWorker.addEventListener('controllerchange', () => location.reload());
        setTimeout(() => location.reload(), kSwitchMs);  // whatever comes of it
        waiting.postMessage('switch');
    }
}
