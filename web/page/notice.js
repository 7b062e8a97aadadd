// The page's own words, in HTML: shown while the program is not there (loading, elsewhere, missing
// something, failed). Everything else is drawn by the program.
import {texts} from './texts.js';

const part = (id) => document.getElementById(id);

function paragraph(text, className = '') {
    const element = document.createElement('p');
    element.textContent = text;
    element.className = className;
    return element;
}

function list(items) {
    const element = document.createElement('ul');
    for (const item of items) {
        element.append(Object.assign(document.createElement('li'), {textContent: item}));
    }
    return element;
}

function button({label, run}) {
    const element = document.createElement('button');
    element.type = 'button';
    element.textContent = texts[label];
    element.addEventListener('click', run);
    return element;
}

/**
 * Shows the texts page.<name>.title and page.<name>.body; `missing` names page.missing.<…>;
 * `detail` is for whoever repairs it; actions are {label: key, run}.
 */
export function showNotice(name, {missing = [], detail = '', actions = []} = {}) {
    part('notice').dataset.name = name;
    part('notice-title').textContent = texts[`page.${name}.title`];
    const body = [paragraph(texts[`page.${name}.body`])];
    if (missing.length) body.splice(0, 0, list(missing.map((what) => texts[`page.missing.${what}`])));
    if (detail) body.push(paragraph(detail, 'detail'));
    part('notice-body').replaceChildren(...body);
    part('notice-actions').replaceChildren(...actions.map(button));
    part('notice').hidden = false;
}

export function hideNotice() {
    part('notice').hidden = true;
}
