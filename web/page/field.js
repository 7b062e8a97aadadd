// One invisible real <input> or <textarea> over a text field that the program draws: the person's
// own tap focuses it, so keyboards and input methods of every kind work. While it has the focus it
// owns text, selection and composition, and reports them whole after every change, because some
// input methods commit without a composition.
import {eventTime} from './input.js';

const kLeastFontPx = 16;  // below it iOS zooms into a focused field

export class Field {
    #id;
    #send;
    #composition = null;  // [begin, end] of the preedit in UTF-16 units
    #revision;

    constructor({id, multiline, mode, max_bytes: maxBytes, revision, value}, send) {
        this.#id = id;
        this.#send = send;
        this.#revision = revision;
        this.element = document.createElement(multiline ? 'textarea' : 'input');
        Object.assign(this.element, {
            className: 'field', autocomplete: 'off', spellcheck: false, value,
            inputMode: mode === 'numeric' ? 'numeric' : 'text',
            enterKeyHint: multiline ? 'enter' : 'done',
            autocapitalize: mode === 'capitals' ? 'characters' : 'off',
        });
        if (maxBytes) this.element.maxLength = maxBytes;  // coarse: the program counts bytes
        this.element.setAttribute('autocorrect', 'off');
        this.element.dataset.field = id;
        this.#listenToComposition();
        this.#listenToFocus();
        this.#listenToEnter(multiline);
    }

    update({rect, font_px: fontPx, label, value, revision}, stage) {
        stage.place(this.element, rect);
        // The drawn size where that is larger, so that candidate windows open at the drawn caret.
        this.element.style.fontSize = `${Math.max(kLeastFontPx, fontPx / stage.size.scale)}px`;
        this.element.setAttribute('aria-label', label);
        if (revision === this.#revision) return;
        this.#revision = revision;
        this.set(value);
    }

    set(value) {
        if (this.element.value === value) return;
        this.element.value = value;
        this.element.setSelectionRange(value.length, value.length);
    }

    report(time) {
        const {value, selectionStart, selectionEnd} = this.element;
        this.#send({kind: 'text', id: this.#id, value, selection: [selectionStart, selectionEnd],
                    composition: this.#composition ?? [0, 0], time});
    }

    /** The update comes before the element's value has it, the end after: report the input. */
    #listenToComposition() {
        this.element.addEventListener('compositionstart', () => {
            const {selectionStart} = this.element;
            this.#composition = [selectionStart, selectionStart];
        });
        this.element.addEventListener('compositionupdate', ({data}) => {
            if (this.#composition) this.#composition[1] = this.#composition[0] + data.length;
        });
        this.element.addEventListener('compositionend', (event) => {
            this.#composition = null;
            this.report(eventTime(event));
        });
        this.element.addEventListener('input', (event) => this.report(eventTime(event)));
    }

    #listenToFocus() {
        for (const [what, focused] of [['focus', true], ['blur', false]]) {
            this.element.addEventListener(what, (event) => {
                this.#send({kind: 'textFocus', id: this.#id, focused});
                if (focused) this.report(eventTime(event));  // what a burst is taken out of
            });
        }
    }

    #listenToEnter(multiline) {
        this.element.addEventListener('keydown', (event) => {
            if (event.key !== 'Enter' || event.isComposing) return;
            if (multiline && !event.ctrlKey) return;
            event.preventDefault();
            this.#send({kind: 'textSubmit', id: this.#id, time: eventTime(event)});
        });
    }
}
