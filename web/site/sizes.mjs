// What a first visit waits for, from site.json and the compressed files beside it.
//
//   sizes.mjs SITE   prints them as deploy/bench reads figures: name, value and unit between tabs
import {readFileSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';

// Fetched once the first picture is there, or only where a browser needs it.
const kLater = /^(t[12]\.|sw\.js|manifest\.|icon-|own_thread|indexed_storage)/;

/** Kilobytes of brotli: {program, first}. */
export function siteSizes(site) {
    const {files} = JSON.parse(readFileSync(join(site, 'site.json'), 'utf8'));
    const kilobytes = (wanted) => Object.values(files).filter(({file}) => wanted(file))
        .reduce((sum, {br}) => sum + statSync(join(site, br)).size / 1000, 0);
    return {
        program: kilobytes((file) => /\.(wasm|js)$/.test(file)),
        first: kilobytes((file) => !kLater.test(file)),
    };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
    const {program, first} = siteSizes(process.argv[2]);
    console.log(`wasm and JavaScript, brotli\t${program}\tkB`);
    console.log(`all until the first picture, brotli\t${first}\tkB`);
}
