// One tab at a time has a device. A Web Lock of the device's name says who; a BroadcastChannel of the
// same name asks its holder whether he lives, and to let go.
import {Refusal} from './refusal.js';

const kLockMs = 3000;       // a reloaded page's old worker is gone long before
const kTakeOverMs = 10000;  // the holder finishes its transaction and closes

export class Hold {
    #channel;
    #letGo = () => {};

    /**
     * Throws Refusal elsewhere when another tab has the device, stuck when it does not give it up.
     * `onAsked` is called when another tab wants it.
     */
    static async take(device, {takeOver, onAsked}) {
        const hold = new Hold();
        const channel = new BroadcastChannel(`xinfeng/${device}`);
        hold.#channel = channel;
        try {
            await hold.#lock(device, takeOver);
        } catch (error) {
            channel.close();
            throw error;
        }
        channel.onmessage = ({data}) => {
            if (data === 'who') channel.postMessage('mine');
            if (data === 'give') onAsked();
        };
        return hold;
    }

    release() {
        this.#channel.close();
        this.#letGo();
    }

    #lock(device, takeOver) {
        const waiting = new AbortController();
        return new Promise((resolve, reject) => {
            const failure = new Refusal(takeOver ? 'stuck' : 'elsewhere');
            const timer = setTimeout(() => refuse(failure), takeOver ? kTakeOverMs : kLockMs);
            const refuse = (reason) => {
                clearTimeout(timer);
                waiting.abort();
                reject(reason);
            };
            this.#channel.onmessage = ({data}) => {
                if (data === 'mine' && !takeOver) refuse(failure);
            };
            navigator.locks.request(`xinfeng/${device}`, {signal: waiting.signal}, () => {
                clearTimeout(timer);
                resolve();
                return new Promise((free) => { this.#letGo = free; });
            }).catch(refuse);
            this.#channel.postMessage(takeOver ? 'give' : 'who');
        });
    }
}
