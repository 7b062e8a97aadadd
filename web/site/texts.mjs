// The page's own texts (assets/texts/page.zh.json), checked: {key: text}.

export function pageTexts(catalogue) {
    const texts = JSON.parse(catalogue);
    for (const [key, text] of Object.entries(texts)) {
        if (!key.startsWith('page.')) throw new Error(`texts: ${key} does not begin with page.`);
        // They are put into HTML and into quoted strings as they are.
        if (/[<>&'"\\\n]/.test(text)) throw new Error(`texts: ${key} has a character of HTML or JS`);
    }
    return texts;
}
