// What this browser must have, probed where it is used. (In some engines only the first thread that
// asks gets WebGL, so the page must not probe for a worker.)

/** The context that the program draws with, or null. */
export function glContext(canvas) {
    try {
        return canvas.getContext('webgl2', {
            alpha: false, antialias: false, depth: false, stencil: false,
            powerPreference: 'low-power',
        });
    } catch {
        return null;
    }
}

/** Names of what is missing, as in texts "page.missing.<name>"; empty when all is there. */
export function missingCapabilities(gl, Storage) {
    if (!self.isSecureContext) return ['secure'];  // the others follow from it
    const missing = Storage.missing();
    if (!self.requestAnimationFrame || !gl) missing.push('webgl');
    return missing;
}
