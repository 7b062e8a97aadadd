// The site's service worker: keeps one whole version of the site in this browser and answers with
// it, so that the page opens without a network. A version goes into a cache of its own, every file
// checked against its hash, before anything is served from it. It takes over when a page at which
// nobody stands says so (versions.js), or once no page is open any more.
//
// From pages: 'switch', take over now; 'tidy', a page of this version stands, or could not start.
// Not touched: /v1/ and /log/, of which the client keeps what it has verified itself.

const {version, files} = JSON.parse('{{site}}');  // {path: 'sha256-…'}
const kPrefix = 'xinfeng-site-';
const kCache = kPrefix + version;
const kEntry = '/';
const kHashed = /^\/[\w-]+\.[0-9a-f]{12}\.\w+$/;  // named by its content (site/assemble.mjs)
const kFileMs = 120_000;  // a browser ends an installation after five minutes

self.addEventListener('install', (event) => {
    // The program's own traffic need not wake this worker, where the browser can be told so.
    event.addRoutes?.(['/v1/*', '/log/*'].map(
        (pathname) => ({condition: {urlPattern: new URLPattern({pathname})}, source: 'network'})));
    event.waitUntil(dropUnfinished().then(fill));
});

self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('message', (event) => {
    if (event.data === 'switch') self.skipWaiting();
    if (event.data === 'tidy') event.waitUntil(tidy());
});

self.addEventListener('fetch', (event) => {
    const {method, url} = event.request;
    const {origin, pathname} = new URL(url);
    if (method !== 'GET' || origin !== self.location.origin) return;
    if (!Object.hasOwn(files, pathname) && !kHashed.test(pathname)) return;
    event.respondWith(answer(event.request, pathname));
});

/** The network only where the browser has lost a file; by their names files fit together anyway. */
async function answer(request, path) {
    const reply = await kept(path).catch(() => undefined);
    return reply ?? fetch(request);
}

/** Another version's files serve the tabs that still run it. */
async function kept(path) {
    const own = await caches.match(path, {cacheName: kCache, ignoreVary: true});
    return own ?? (kHashed.test(path) ? caches.match(path, {ignoreVary: true}) : undefined);
}

/** Completes the cache, the entry last; what an earlier try or version has is not fetched again. */
async function fill() {
    const cache = await caches.open(kCache);
    for (const [path, integrity] of Object.entries(files)) {
        if (await cache.match(path, {ignoreVary: true})) continue;
        await cache.put(path, await kept(path) ?? await fetched(path, integrity));
    }
}

async function fetched(path, integrity) {
    const reply = await fetch(path, {
        integrity, signal: AbortSignal.timeout(kFileMs),
        cache: kHashed.test(path) ? 'default' : 'no-cache',  // the page has just loaded most
    });
    if (!reply.ok) throw new Error(`${path}: ${reply.status}`);
    return reply;
}

async function tidy() {
    await dropUnused();
    await dropDamaged();
    await fill();
}

async function others() {
    const names = await caches.keys();
    return names.filter((name) => name.startsWith(kPrefix) && name !== kCache);
}

const whole = (name) => caches.match(kEntry, {cacheName: name});

/** Versions that never came whole, and now another one is wanted. */
async function dropUnfinished() {
    for (const name of await others()) {
        if (!await whole(name)) await caches.delete(name);
    }
}

/**
 * Versions that no page runs: each holds a lock by the name of a file of its version. Asked without
 * opening them, for two tabs may ask at once, and to open what the other has dropped makes it anew.
 */
async function dropUnused() {
    if (self.registration.installing || self.registration.waiting) return;
    const {held} = await navigator.locks.query();
    for (const name of await others()) {
        const used = await Promise.all(
            held.map((lock) => caches.match(lock.name, {cacheName: name})));
        if (await whole(name) && !used.some(Boolean)) await caches.delete(name);
    }
}

/** Files that a power cut, say, has left other than they came. */
async function dropDamaged() {
    const cache = await caches.open(kCache);
    for (const [path, integrity] of Object.entries(files)) {
        const reply = await cache.match(path, {ignoreVary: true});
        if (reply && await integrityOf(reply) !== integrity) {
            await cache.delete(path, {ignoreVary: true});
        }
    }
}

async function integrityOf(reply) {
    const bytes = await reply.arrayBuffer().catch(() => new ArrayBuffer(0));
    const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
    return `sha256-${btoa(String.fromCharCode(...hash))}`;
}
