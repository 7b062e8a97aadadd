// Another version of the site, put together by the build's own script from the same sources with
// other words on the page and another line in the worker's modules.
import {execFileSync} from 'node:child_process';
import {cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

import {root, siteFolder, webBuild} from './places.mjs';

/** {site: folder, title, drop()}; its pages call themselves `title`. */
export function nextVersion(title = '新风二') {
    const folder = mkdtempSync(join(tmpdir(), 'xinfeng-version-'));
    const [site, sources] = [join(folder, 'site'), join(folder, 'sources')];
    cpSync(siteFolder, site, {recursive: true});  // what stays the same is compressed already
    for (const part of ['page', 'worker']) {
        cpSync(join(root, 'web', part), sources, {recursive: true});
    }
    const storage = join(sources, 'storage.js');
    writeFileSync(storage, `${readFileSync(storage, 'utf8')}self.version = '${title}';\n`);
    const texts = JSON.parse(readFileSync(join(root, 'assets/texts/page.zh.json'), 'utf8'));
    writeFileSync(join(folder, 'texts.json'), JSON.stringify({...texts, 'page.title': title}));
    execFileSync(process.execPath, [
        join(root, 'web/site/assemble.mjs'), site, join(folder, 'texts.json'),
        join(root, 'kiosk/tokens/color.cpp'),
        ...readdirSync(sources).filter((name) => !/\.[ch]pp$/.test(name))
            .map((name) => join(sources, name)),
        ...['xinfeng.js', 'xinfeng.wasm'].map((name) => join(webBuild, 'web', name)),
        ...['t0', 't1', 't2'].map((tier) => join(webBuild, 'fonts', `${tier}.otf`)),
    ], {env: {...process.env, NODE_PATH: '/usr/share/nodejs'}});  // the system's terser
    return {site, title, drop: () => rmSync(folder, {recursive: true, force: true})};
}

/** {path: entry of site.json}, without the service worker, which keeps all the others. */
export function filesOf(site) {
    const {files} = JSON.parse(readFileSync(join(site, 'site.json'), 'utf8'));
    return Object.fromEntries(Object.entries(files).filter(([path]) => path !== '/sw.js'));
}
