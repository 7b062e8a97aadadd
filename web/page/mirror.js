// The accessibility mirror: real, invisible elements for what the program draws, in the same places,
// kept in step by diffs. Screen readers and browser tests use it. What is pressed with a finger or a
// mouse reaches the program as pointer events, mirror or not; only presses without a pointer (a
// screen reader's, the keyboard's) come back from here, as semantic actions.
import {eventTime} from './input.js';

// Bits, as in kiosk/semantics/tree.hpp.
const kAction = {press: 1, focus: 2, setValue: 4, scrollTo: 8};
const kState = {disabled: 1, focused: 2, selected: 4, offscreen: 8};

/** Roles whose name is their text; the others are named by aria-label. */
const kTextual = new Set(['button', 'heading', 'text', 'status', 'alert', 'cell', 'listitem']);
const kPointerClickMs = 500;  // a click comes at most that long after its pointer

function elementFor({role, level}) {
    const tag = role === 'button' ? 'button' : role === 'heading' ? `h${level || 2}` : 'div';
    const element = document.createElement(tag);
    if (tag === 'button') element.type = 'button';
    if (tag === 'div' && role !== 'text') element.setAttribute('role', role === 'image' ? 'img' : role);
    element.append('');  // the text node of its name, before its children
    return element;
}

function setOrRemove(element, name, value) {
    if (value === null || value === '') element.removeAttribute(name);
    else element.setAttribute(name, value);
}

export class Mirror {
    #stage;
    #send;
    #announcer;
    #root = null;
    #nodes = new Map();  // id → {node, element}
    #pointerUntil = 0;   // clicks before that time were made by a pointer
    #announced = '';

    constructor(stage, send, announcer) {
        this.#stage = stage;
        this.#send = send;
        this.#announcer = announcer;
    }

    get on() { return this.#root !== null; }
    has(element) { return this.#root?.contains(element) ?? false; }

    start() {
        this.#root = document.createElement('div');
        this.#root.id = 'mirror';
        this.#stage.element.append(this.#root);
        this.#root.addEventListener('click', (event) => this.#clicked(event));
        this.#root.addEventListener('focusin', (event) => this.#focused(event));
        this.#root.addEventListener('keydown', (event) => this.#keyed(event));
        this.#root.addEventListener('scroll', () => this.#root.scrollTo(0, 0), true);
        this.#root.addEventListener('pointerdown', () => { this.#pointerUntil = Infinity; });
        this.#root.addEventListener('pointerup', (event) => {
            this.#pointerUntil = event.timeStamp + kPointerClickMs;
        });
    }

    clear() {
        this.#root?.replaceChildren();
        this.#nodes.clear();
        this.#announced = '';
    }

    /** {order: [ids], set: [nodes], gone: [ids]} */
    update({order, set, gone}) {
        for (const id of gone) {
            this.#nodes.get(id)?.element.remove();
            this.#nodes.delete(id);
        }
        for (const node of set) this.#set(node);
        this.#arrange(order);
        for (const {node, element} of this.#nodes.values()) {
            const {rect: [x, y] = [0, 0]} = this.#nodes.get(node.parent)?.node ?? {};
            this.#stage.place(element, node.rect ?? [0, 0, 0, 0], [x, y]);
        }
        this.#announce(order);
    }

    #set(node) {
        if (node.role === 'textbox') return;  // the field itself stands for it
        const known = this.#nodes.get(node.id);
        const same = known && known.node.role === node.role && known.node.level === node.level;
        if (known && !same) known.element.remove();
        const element = same ? known.element : elementFor(node);
        this.#nodes.set(node.id, {node, element});
        element.dataset.node = node.id;

        const textual = kTextual.has(node.role);
        const name = node.name ?? '';
        if (element.firstChild.data !== (textual ? name : '')) {
            element.firstChild.data = textual ? name : '';
        }
        setOrRemove(element, 'aria-label', textual ? null : name);
        setOrRemove(element, 'aria-valuetext', node.role === 'progressbar' ? node.value : null);
        this.#setState(element, node);
    }

    #setState(element, {role, state = 0, actions = 0, at = null, of = null}) {
        const disabled = (state & kState.disabled) !== 0;
        const chosen = (state & kState.selected) !== 0 ? 'true' : null;
        if (role === 'button') element.disabled = disabled;
        else setOrRemove(element, 'aria-disabled', disabled ? 'true' : null);
        setOrRemove(element, role === 'button' ? 'aria-pressed' : 'aria-current', chosen);
        // Of a long list only what is near is there.
        setOrRemove(element, 'aria-posinset', at);
        setOrRemove(element, 'aria-setsize', of);
        const pressable = (actions & kAction.press) !== 0;
        if (pressable && role !== 'button') element.tabIndex = 0;
        // Out of its scroller's window it lies over something else: it must not take its clicks.
        const hidden = (state & kState.offscreen) !== 0;
        element.className = pressable && !hidden ? 'pressable' : '';
    }

    /** Reading order, each under its parent; an element that stands right is not touched. */
    #arrange(order) {
        const last = new Map();  // parent element → its last arranged child
        for (const id of order) {
            const entry = this.#nodes.get(id);
            if (!entry) continue;
            const parent = this.#nodes.get(entry.node.parent)?.element ?? this.#root;
            const before = last.get(parent);
            const next = before ? before.nextSibling
                                : parent === this.#root ? parent.firstChild
                                                        : parent.firstChild.nextSibling;
            if (next !== entry.element) parent.insertBefore(entry.element, next);
            last.set(parent, entry.element);
        }
    }

    /** A new step is told by its first heading. */
    #announce(order) {
        const heading = order.map((id) => this.#nodes.get(id)?.node)
            .find((node) => node?.role === 'heading');
        if (!heading || heading.name === this.#announced) return;
        this.#announced = heading.name;
        this.#announcer.textContent = heading.name;
    }

    #nodeOf(event) {
        const element = event.target.closest?.('[data-node]');
        return element ? this.#nodes.get(Number(element.dataset.node))?.node : undefined;
    }

    #act(node, action, event) {
        if (!node || ((node.actions ?? 0) & action) === 0) return;
        this.#send({kind: 'action', id: node.id, action, value: '', time: eventTime(event)});
    }

    #clicked(event) {
        const byPointer = event.timeStamp <= this.#pointerUntil;
        this.#pointerUntil = 0;
        if (!byPointer) this.#act(this.#nodeOf(event), kAction.press, event);
    }

    #focused(event) {
        const node = this.#nodeOf(event);
        if (node && ((node.state ?? 0) & kState.offscreen)) this.#act(node, kAction.scrollTo, event);
        this.#act(node, kAction.focus, event);
    }

    #keyed(event) {
        this.#pointerUntil = 0;
        const native = event.target.tagName === 'BUTTON';
        if (native || (event.key !== 'Enter' && event.key !== ' ')) return;
        event.preventDefault();
        this.#act(this.#nodeOf(event), kAction.press, event);
    }
}
