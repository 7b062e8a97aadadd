// A photo as a phone takes it: larger than may be sent, and with a note of where it was taken.
import {press} from './resident.mjs';

const kPlace = 'GPS 28.2N 112.9E';

/** An APP1 segment with EXIF's beginning and that note. */
function exif() {
    const payload = Buffer.concat([Buffer.from('Exif\0\0MM\0*', 'latin1'), Buffer.from(kPlace)]);
    const head = Buffer.from([0xFF, 0xE1, (payload.length + 2) >> 8, (payload.length + 2) & 0xFF]);
    return Buffer.concat([head, payload]);
}

/** Painted in the page; as a file for a file chooser. */
export async function photo(page, {width = 3000, height = 2000} = {}) {
    const base64 = await page.evaluate(async ([w, h]) => {
        const canvas = new OffscreenCanvas(w, h);
        const c = canvas.getContext('2d');
        c.fillStyle = '#9cc';
        c.fillRect(0, 0, w, h);
        // Fine grain, so that it is large like a real one.
        for (let i = 0; i < 60000; ++i) {
            c.fillStyle = `hsl(${i * 37 % 360} 40% ${30 + i * 13 % 40}%)`;
            c.fillRect(i * 7919 % w, i * 104729 % h, 9, 9);
        }
        c.fillStyle = '#fff';
        c.font = `${h / 8}px sans-serif`;
        c.fillText('示例', w / 3, h / 2);
        const blob = await canvas.convertToBlob({type: 'image/jpeg', quality: 0.95});
        const bytes = new Uint8Array(await blob.arrayBuffer());
        let text = '';
        for (let at = 0; at < bytes.length; at += 32768) {
            text += String.fromCharCode(...bytes.subarray(at, at + 32768));
        }
        return btoa(text);
    }, [width, height]);
    const jpeg = Buffer.from(base64, 'base64');
    return {
        name: 'photo.jpg', mimeType: 'image/jpeg',
        buffer: Buffer.concat([jpeg.subarray(0, 2), exif(), jpeg.subarray(2)]),
    };
}

/** Whether something of where it was taken is in those bytes. */
export const tellsPlace = (bytes) => bytes.includes(kPlace) || bytes.includes('Exif');

/** Touches the place for photos, picks that file, and waits until it is shown. */
export async function addPhoto(page, file, shown) {
    const chooser = page.waitForEvent('filechooser');
    await press(page, /^(拍照或选照片|再加一张)$/, page.locator('body'));
    await (await chooser).setFiles(file);
    await shown.waitFor();
}
