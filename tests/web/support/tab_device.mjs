// A device in a tab of any engine (engines.mjs), used by the words on its screen as resident.mjs does in
// Chromium. What is looked for is looked for in the mirror, by functions that run in the page.

/** In the page: the first button of that name that can be pressed. */
function pressButton(name) {
    const named = (one) => (one.getAttribute('aria-label') ?? one.innerText).trim();
    const wanted = [...document.querySelectorAll('#mirror button')]
        .find((one) => !one.disabled && (named(one) === name || named(one).startsWith(`${name}，`)));
    wanted?.focus();
    wanted?.click();
    return Boolean(wanted);
}

/** In the page: the button in the first row whose words have that part. */
function pressRow(part) {
    const rows = [...document.querySelectorAll('#mirror [role="listitem"]')];
    const button = rows.find((row) => row.textContent.includes(part) ||
        row.innerHTML.includes(part))?.querySelector('button');
    button?.focus();
    button?.click();
    return Boolean(button);
}

/** In the page: some of those words are in the mirror. */
function hasAny(words) {
    const mirror = document.getElementById('mirror');
    const labels = [...mirror?.querySelectorAll('[aria-label]') ?? []]
        .map((one) => one.getAttribute('aria-label'));
    const all = [mirror?.innerText ?? '', ...labels].join('\n');
    return words.some((one) => all.includes(one));
}

/** In the page: types into the only field. */
function fillField(text) {
    const field = document.querySelector('.field');
    if (!field) return false;
    field.focus();
    field.value = text;
    field.setSelectionRange(text.length, text.length);
    field.dispatchEvent(new InputEvent('input', {bubbles: true}));
    return true;
}

const kOnceMs = 4000;
const kAfterPin = ['今天是哪一位来办？', '您的信息怎么用', '退出'];

export class Device {
    #tab;

    constructor(tab) { this.#tab = tab; }

    static async open(tab, url, device) {
        await tab.goto(`${url}?device=${device}&a11y=1`);
        const opened = new Device(tab);
        await opened.interactive();
        return opened;
    }

    /** Also after the reload with which another way is tried. */
    interactive() {
        return this.#tab.until(() => document.getElementById('notice')?.hidden &&
            document.querySelector('#mirror button') !== null);
    }

    counters() { return this.#tab.evaluate(() => window.xinfeng.counters()); }

    seen(words) { return this.#tab.until(hasAny, [words]); }
    write(text) { return this.#tab.until(fillField, text); }

    /** Presses the button until some of those words are there. */
    press(name, ...results) { return this.#pressUntil(pressButton, name, results); }
    /** The same in the first row with that part. */
    pressRow(part, ...results) { return this.#pressUntil(pressRow, part, results); }

    async comeWithCard({card, pin}) {
        const scan = () => this.#tab.type(`${card}\uE007`);
        await scan();
        await this.#again(scan, ['请输入密码']);
        await this.#typePin(pin);
        const [who, first, there] = kAfterPin;
        if (await this.#tab.evaluate(hasAny, [who])) await this.pressRow('', first, there);
        if (await this.#tab.evaluate(hasAny, [first])) await this.press('知道了', there);
    }

    async signIn({name, pin}) {
        await this.press('登录办公', '您是哪一位？');
        await this.write(name.slice(0, 3));
        await this.pressRow(name, '请输入密码');
        await this.#typePin(pin);
        await this.seen('退出');
    }

    /** One after the other: what comes at once after a card is a scanner's. */
    async #typePin(pin) {
        for (let typed = 0; typed < pin.length; ++typed) {
            const next = typed + 1 < pin.length ? [`已输入 ${typed + 1} 位`] : kAfterPin;
            await this.press(pin[typed], ...next);
        }
    }

    async #pressUntil(act, name, results) {
        await this.#tab.until(act, name);
        await this.#again(() => this.#tab.evaluate(act, name), results);
    }

    /** Again while nothing comes of it, as a person would: a tap may fall into a change of screens. */
    async #again(act, results) {
        for (let again = 0; again < 4; ++again) {
            if (await this.#came(results)) return;
            await act();
        }
        await this.#tab.until(hasAny, results);
    }

    async #came(results) {
        for (const until = Date.now() + kOnceMs; Date.now() < until;) {
            if (await this.#tab.evaluate(hasAny, results)) return true;
            await new Promise((resolve) => setTimeout(resolve, 50));
        }
        return false;
    }
}
