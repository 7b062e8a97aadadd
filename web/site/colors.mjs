// The interface's own colours (kiosk/tokens/color.cpp), for the page around it: {color.<tone>: #…}.

export function pageColors(source) {
    const [, standard] = source.match(/kStandard = palette\(\{\{(.*?)\}\}\)/s) ?? [];
    const tones = (standard ?? '').matchAll(/\{Tone::(\w+), rgb\(0x([0-9A-F]{6})\)\}/g);
    const colors = Object.fromEntries(
        [...tones].map(([, tone, hex]) => [`color.${tone}`, `#${hex.toLowerCase()}`]));
    if (!colors['color.accent']) throw new Error('colors: there is no accent');
    return colors;
}
