// The text fields that the program draws now, each with its element (field.js).
import {Field} from './field.js';

const now = () => performance.timeOrigin + performance.now();

export class Fields {
    #stage;
    #send;
    #fields = new Map();  // id → Field
    #wantedFocus = 0;

    constructor(stage, send) {
        this.#stage = stage;
        this.#send = send;
        document.addEventListener('selectionchange', () => {
            const field = this.#fields.get(Number(document.activeElement?.dataset?.field));
            field?.report(now());
        });
    }

    has(element) { return element?.dataset?.field !== undefined; }

    clear() { this.update({fields: [], focus: 0}); }

    /** {fields: [{id, rect, multiline, mode, max_bytes, font_px, label, value, revision}], focus} */
    update({fields, focus}) {
        const present = new Set(fields.map(({id}) => id));
        for (const [id, field] of this.#fields) {
            if (present.has(id)) continue;
            this.#fields.delete(id);
            field.element.remove();
        }
        for (const one of fields) {
            if (!this.#fields.has(one.id)) this.#add(one);
            this.#fields.get(one.id).update(one, this.#stage);
        }
        if (focus && focus !== this.#wantedFocus) {
            this.#fields.get(focus)?.element.focus({preventScroll: true});
        }
        this.#wantedFocus = focus;
    }

    /** Takes a scanner's burst out of a field again, and reports that after whatever was on its way. */
    restore({id, value}) {
        const field = this.#fields.get(id);
        field?.set(value);
        field?.report(now());
    }

    #add(one) {
        const field = new Field(one, this.#send);
        this.#fields.set(one.id, field);
        this.#stage.element.append(field.element);
    }
}
