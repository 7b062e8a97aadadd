// Passes pointer, wheel and key events to the program as they come. No decisions here but one: what
// the browser keeps for itself.

const kLinePixels = 40;  // of a wheel that counts lines

/** Times of events on a clock that the worker shares. */
export const eventTime = (event) => performance.timeOrigin + event.timeStamp;

/** Keys with which the program moves: a browser would scroll, or leave the canvas, with them. */
const kMoving = new Set(['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Tab', 'PageUp',
                         'PageDown', 'Home', 'End', ' ', 'Backspace']);

/** `inField(element)` and `inMirror(element)` say whose the keyboard is. */
export function listen(stage, send, {inField, inMirror}) {
    const element = stage.element;

    for (const what of ['pointerdown', 'pointermove', 'pointerup', 'pointercancel']) {
        element.addEventListener(what, (event) => {
            if (!event.isPrimary || event.button > 0) return;
            if (what === 'pointerdown' && !inField(event.target)) {
                event.target.setPointerCapture(event.pointerId);  // up may come outside the window
            }
            send({kind: 'pointer', what, ...stage.pixel(event.clientX, event.clientY),
                  time: eventTime(event)});
        });
    }

    element.addEventListener('wheel', (event) => {
        if (event.ctrlKey) return;  // zooming is the person's
        event.preventDefault();
        const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? kLinePixels : 1;
        send({kind: 'wheel', ...stage.pixel(event.clientX, event.clientY),
              dy: event.deltaY * lines * stage.size.scale, time: eventTime(event)});
    }, {passive: false});

    element.addEventListener('contextmenu', (event) => {
        if (!inField(event.target)) event.preventDefault();  // a long press
    });

    // On the document: a scanner types whatever has the focus. Captured: the program must know of a
    // scanner's Enter before the field reports that it was submitted.
    document.addEventListener('keydown', (event) => {
        if (event.ctrlKey || event.metaKey || event.altKey || event.repeat && event.key === 'Enter') {
            return;
        }
        const target = targetOf(event.target);
        send({kind: 'key', key: event.key, code: event.code, shift: event.shiftKey, target,
              time: eventTime(event)});
        const leaves = event.target === document.body && event.key === 'Tab';
        if (target === 'stage' && !leaves && kMoving.has(event.key)) event.preventDefault();
    }, {capture: true});

    /** Whose a key is: a text field's, the program's, or the browser's beside it (the mirror). */
    function targetOf(focused) {
        if (inField(focused)) return 'field';
        const onStage = focused === document.body || element.contains(focused);
        return onStage && !inMirror(focused) ? 'stage' : 'beside';
    }
}
