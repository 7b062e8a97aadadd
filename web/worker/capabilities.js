// What this browser must have, probed where it is used: in the worker. (In some engines only the
// first thread that asks gets WebGL, so the page must not probe for it.)

/** Names of what is missing, as in texts "page.missing.<name>"; empty when all is there. */
export function missingCapabilities(canvas) {
    if (!self.isSecureContext) return ['secure'];  // the others follow from it
    const missing = [];
    if (!navigator.locks) missing.push('locks');
    if (!navigator.storage?.getDirectory || !self.FileSystemFileHandle ||
        !FileSystemFileHandle.prototype.createSyncAccessHandle) {
        missing.push('storage');
    }
    if (!self.requestAnimationFrame || !context(canvas)) missing.push('webgl');
    return missing;
}

/** The one context of the canvas: the program's GL.createContext() gets the same again. */
function context(canvas) {
    try {
        return canvas.getContext('webgl2', {
            alpha: false, antialias: false, depth: false, stencil: false,
            powerPreference: 'low-power',
        });
    } catch {
        return null;
    }
}
