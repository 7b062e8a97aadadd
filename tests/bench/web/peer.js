/** An object whose methods of those names run in a worker of its own and resolve to what it answers. */
export function peer(names) {
    const worker = new Worker(new URL('./bench_worker.js', import.meta.url), {type: 'module'});
    const waiting = new Map();  // ticket → {resolve, reject}
    let tickets = 0;
    worker.onmessage = ({data: {ticket, value, error}}) => {
        const {resolve, reject} = waiting.get(ticket);
        waiting.delete(ticket);
        if (error) reject(new Error(error));
        else resolve(value);
    };
    worker.onerror = (event) => {
        for (const {reject} of waiting.values()) reject(new Error(event.message));
    };
    const call = (name, parameters) => new Promise((resolve, reject) => {
        waiting.set(++tickets, {resolve, reject});
        worker.postMessage({ticket: tickets, name, parameters});
    });
    return Object.fromEntries(names.map((name) => [name, (...parameters) => call(name, parameters)]));
}
