// The canvas and its size in real pixels. A canvas gives its control, or its one context, to one start
// of the program, so every start gets a fresh one.

export class Stage {
    #canvas = null;
    #size = {width: 1, height: 1, scale: 1};

    /** `onResize` is called with each new size {width, height, scale}: pixels, pixels per dp. */
    constructor(element, onResize) {
        this.element = element;
        this.#observe(onResize);
        // A browser scrolls a focused field into view, even where nothing can be scrolled by hand.
        element.addEventListener('scroll', () => element.scrollTo(0, 0));
        window.visualViewport?.addEventListener('resize', () => this.#fitViewport());
        window.visualViewport?.addEventListener('scroll', () => this.#fitViewport());
    }

    get size() { return this.#size; }

    /** Canvas pixels of a point in the window. */
    pixel(clientX, clientY) {
        const origin = this.element.getBoundingClientRect();
        const {scale} = this.#size;
        return {x: (clientX - origin.left) * scale, y: (clientY - origin.top) * scale};
    }

    /** Places an element over a rectangle of canvas pixels, relative to `origin`. */
    place(element, [x, y, width, height], [originX, originY] = [0, 0]) {
        const {scale} = this.#size;
        element.style.left = `${(x - originX) / scale}px`;
        element.style.top = `${(y - originY) / scale}px`;
        element.style.width = `${width / scale}px`;
        element.style.height = `${height / scale}px`;
    }

    /** For the worker, or for this thread. */
    freshCanvas({offscreen}) {
        this.#canvas?.remove();
        this.#canvas = document.createElement('canvas');
        this.#canvas.tabIndex = 0;
        this.#canvas.setAttribute('aria-hidden', 'true');  // the mirror speaks for it
        this.element.prepend(this.#canvas);
        this.#styleCanvas();
        return offscreen ? this.#canvas.transferControlToOffscreen() : this.#canvas;
    }

    #observe(onResize) {
        const observer = new ResizeObserver(([entry]) => {
            const scale = window.devicePixelRatio;
            const exact = entry.devicePixelContentBoxSize?.[0];
            const width = exact?.inlineSize ?? Math.round(entry.contentRect.width * scale);
            const height = exact?.blockSize ?? Math.round(entry.contentRect.height * scale);
            if (width < 1 || height < 1) return;  // a window that is not shown yet
            this.#size = {width, height, scale};
            this.#styleCanvas();
            onResize(this.#size);
        });
        try {
            observer.observe(this.element, {box: 'device-pixel-content-box'});
        } catch {
            observer.observe(this.element);
        }
    }

    /** One canvas pixel is one pixel of the screen, whatever the fraction of the scale. */
    #styleCanvas() {
        if (!this.#canvas) return;
        this.#canvas.style.width = `${this.#size.width / this.#size.scale}px`;
        this.#canvas.style.height = `${this.#size.height / this.#size.scale}px`;
    }

    /** Where the on-screen keyboard covers the page instead of shrinking it (iOS). */
    #fitViewport() {
        const view = window.visualViewport;
        if (Math.abs(view.scale - 1) > 0.01) return;  // the person zooms: leave it alone
        const covered = view.height < document.documentElement.clientHeight - 1;
        this.element.style.height = covered ? `${view.height}px` : '';
        this.element.style.top = covered ? `${view.offsetTop}px` : '';
    }
}
