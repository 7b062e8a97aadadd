// The interface's own colours (kiosk/tokens/color.cpp), for the page around it: {color.<tone>: #…}.

export function pageColors(source) {
    const tones = source.matchAll(/set\(Tone::(\w+), rgb\(0x([0-9A-F]{6})\)\);/g);
    const colors = Object.fromEntries(
        [...tones].map(([, tone, hex]) => [`color.${tone}`, `#${hex.toLowerCase()}`]));
    if (!colors['color.accent']) throw new Error('colors: there is no accent');
    return colors;
}
