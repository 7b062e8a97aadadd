// Puts the static client together: files named by their content, each also compressed by brotli, and
// site.json, from which the hub (or any static server) knows how to serve them:
//
//   {"format": 1,
//    "headers": {name: value},           on every answer from this table
//    "files": {"/path": {
//        "file": name in this folder, "br": the same compressed, or absent,
//        "type": Content-Type, "cache": Cache-Control, "immutable": bool,
//        "sha256": hex of the file (quoted, it makes an ETag), "bytes": size}}}
//
// Modules are linked by rewriting: the literal './name' of a file that has been placed becomes its
// content-hashed name, so a file is placed after those that it names. No bundler, no cycles. The
// service worker comes last: it lists all others with their hashes. Scripts lose their comments and
// long names (terser, which NODE_PATH has to find): a villager's line carries them.
//
//   assemble.mjs OUT TEXTS COLORS FILE…   FILE: sources; a FILE.br beside one is taken as it is
import {createHash} from 'node:crypto';
import {existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync}
    from 'node:fs';
import {createRequire} from 'node:module';
import {basename, extname, join} from 'node:path';
import {brotliCompressSync, constants} from 'node:zlib';

import {pageColors} from './colors.mjs';
import {iconPng} from './icons.mjs';
import {siteSizes} from './sizes.mjs';
import {pageTexts} from './texts.mjs';

const kTypes = {
    '.html': 'text/html; charset=utf-8',
    '.js': 'text/javascript; charset=utf-8',
    '.css': 'text/css; charset=utf-8',
    '.svg': 'image/svg+xml',
    '.png': 'image/png',
    '.webmanifest': 'application/manifest+json; charset=utf-8',
    '.wasm': 'application/wasm',
    '.otf': 'font/otf',
};

const kHeaders = {
    // Also on scripts: a worker takes its policy from its own answer.
    'Content-Security-Policy': [
        "default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'", "worker-src 'self'",
        "connect-src 'self'", "style-src 'self'", "img-src 'self'", "font-src 'self'",
        "manifest-src 'self'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'",
    ].join('; '),
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
};

const kForEver = 'public, max-age=31536000, immutable';
const kAskFirst = 'no-cache';
const kEntry = 'index.html';
const kServiceWorker = 'sw.js';
/** Addresses that stay the same from version to version. */
const kStable = new Set([kEntry, 'manifest.webmanifest', kServiceWorker]);
const kFilled = new Set(['.js', '.html', '.css', '.svg', '.webmanifest']);
// Loaded together with the first page, so that nothing waits for a chain of requests.
const kModulePreload = ['page.js', 'texts.js', 'notice.js', 'stage.js', 'input.js', 'field.js',
                        'fields.js', 'mirror.js', 'versions.js', 'fallback.js'];
const kWorkerPreload = ['worker.js', 'session.js', 'program.js', 'storage.js', 'hold.js', 'files.js',
                        'refusal.js', 'capabilities.js', 'xinfeng.js'];

const [out, textsFile, colorsFile, ...files] = process.argv.slice(2);
mkdirSync(out, {recursive: true});

const texts = pageTexts(readFileSync(textsFile, 'utf8'));
const colors = pageColors(readFileSync(colorsFile, 'utf8'));
const sources = new Map(files.map((file) => [basename(file), {
    bytes: readFileSync(file),
    br: existsSync(`${file}.br`) ? readFileSync(`${file}.br`) : null,
}]));
sources.set('texts.js', {
    bytes: Buffer.from(`export const texts = ${JSON.stringify(texts, null, 1)};\n`), br: null,
});

const {minify} = createRequire(import.meta.url)('terser');
for (const [name, source] of sources) {
    if (extname(name) !== '.js') continue;
    const {code} = await minify(source.bytes.toString('utf8'), {
        module: name !== kServiceWorker, compress: {passes: 2},
        format: {quote_style: 3},  // as they are: what is filled in later has quotes of its own
    });
    source.bytes = Buffer.from(code);
}

const icon = filled(sources.get('icon.svg').bytes.toString('utf8'), []);
for (const [name, pixels, options] of [['icon-192.png', 192], ['icon-512.png', 512],
                                       ['icon-maskable.png', 512, {maskable: true}]]) {
    sources.set(name, {bytes: iconPng(icon, pixels, options), br: null});
}

const manifest = {format: 1, headers: kHeaders, files: {}};
const placed = new Map();  // source name → name in the site
const kept = new Set(['site.json']);

/** Only once complete: the hub may be serving this folder. */
function write(name, bytes) {
    kept.add(name);
    const path = join(out, name);
    if (existsSync(path) && readFileSync(path).equals(bytes)) return;
    writeFileSync(`${path}.new`, bytes);
    renameSync(`${path}.new`, path);
}

function compressed(name, bytes) {
    const path = join(out, `${name}.br`);
    if (name.includes(hashOf(bytes).slice(0, 12)) && existsSync(path)) return readFileSync(path);
    return brotliCompressSync(bytes, {params: {
        [constants.BROTLI_PARAM_QUALITY]: 11,
        [constants.BROTLI_PARAM_LGWIN]: 24,
        [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    }});
}

const hashOf = (bytes) => createHash('sha256').update(bytes).digest('hex');

/** Names of sources that `text` refers to as './name' or "./name". */
function references(text) {
    return [...text.matchAll(/(['"])\.\/([\w.-]+)\1/g)].map((match) => match[2])
        .filter((name) => sources.has(name));
}

function place(name, from = []) {
    if (placed.has(name)) return placed.get(name);
    if (from.includes(name)) throw new Error(`modules in a circle: ${[...from, name].join(' → ')}`);
    const source = sources.get(name);
    let {bytes} = source;
    if (kFilled.has(extname(name))) {
        let text = filled(bytes.toString('utf8'), [...from, name]);
        for (const other of references(text)) {
            const at = place(other, [...from, name]);
            text = text.replaceAll(`'./${other}'`, `'./${at}'`)
                       .replaceAll(`"./${other}"`, `"./${at}"`);
        }
        bytes = Buffer.from(text);
    }
    const hash = hashOf(bytes);
    const stable = kStable.has(name);
    const file = stable ? name : name.replace(/\.(\w+)$/, `.${hash.slice(0, 12)}.$1`);
    write(file, bytes);
    write(`${file}.br`, source.br ?? compressed(file, bytes));
    manifest.files[name === kEntry ? '/' : `/${file}`] = {
        file, br: `${file}.br`, type: kTypes[extname(name)],
        cache: stable ? kAskFirst : kForEver, immutable: !stable, sha256: hash, bytes: bytes.length,
    };
    placed.set(name, file);
    return file;
}

/**
 * {{page.…}} becomes that text, {{color.…}} that colour, {{preload}} the links that start every
 * download at once, {{site}} what the service worker has to know of all other files.
 */
function filled(text, from) {
    return text.replaceAll(/\{\{([\w.]+)\}\}/g, (_, key) => {
        if (key === 'site') return siteList();
        if (key !== 'preload') return texts[key] ?? colors[key] ?? fail(`no text ${key}`);
        const link = (rel, name, more = '') =>
            `<link rel="${rel}" href="./${place(name, from)}"${more}>`;
        const fetched = ' as="fetch" crossorigin';
        return [
            ...[...kModulePreload, ...kWorkerPreload].map((name) => link('modulepreload', name)),
            link('preload', 'xinfeng.wasm', fetched),
            link('preload', 't0.otf', fetched),
        ].join('\n');
    });
}

/** {version, files: {path: hash as in a Request's `integrity`}}, the entry last. */
function siteList() {
    const files = Object.fromEntries(Object.entries(manifest.files).map(
        ([path, {sha256}]) => [path, `sha256-${Buffer.from(sha256, 'hex').toString('base64')}`]));
    const version = hashOf(JSON.stringify(files)).slice(0, 12);
    return JSON.stringify({version, files});
}

function fail(message) { throw new Error(`assemble: ${message}`); }

place(kEntry);
place(kServiceWorker);
const unused = [...sources.keys()].filter((name) => !placed.has(name));
if (unused.length) fail(`nothing refers to ${unused.join(', ')}`);
write('site.json', Buffer.from(`${JSON.stringify(manifest, null, 1)}\n`));
for (const name of readdirSync(out)) if (!kept.has(name)) rmSync(join(out, name));

const {program, first} = siteSizes(out);
console.log(`site: wasm and JS ${program.toFixed(0)} kB, until the first picture `
    + `${first.toFixed(0)} kB (brotli)`);
