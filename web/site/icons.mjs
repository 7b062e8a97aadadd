// Draws the icon as PNG for home screens. It knows the little SVG that icon.svg is made of: one
// filled <rect> behind stroked <path>s of straight lines with round joins; anything else throws.
import {deflateSync} from 'node:zlib';

const kSafeShare = 0.8;  // of a maskable icon's size is seen in every shape that it is cut to

function attribute(tag, name) {
    const found = tag.match(new RegExp(`\\s${name}="([^"]*)"`));
    if (!found) throw new Error(`icon: no ${name} in ${tag}`);
    return found[1];
}

function rgb(color) {
    const [, digits] = color.match(/^#([0-9a-f]{6}|[0-9a-f]{3})$/) ?? [];
    if (!digits) throw new Error(`icon: colour ${color}`);
    const long = digits.length === 3 ? digits.replaceAll(/./g, '$&$&') : digits;
    return [0, 2, 4].map((at) => parseInt(long.slice(at, at + 2), 16));
}

/** [[x1, y1, x2, y2], …] */
function segments(d) {
    const out = [];
    let [x, y] = [0, 0];
    let start = [0, 0];
    for (const [, command, text] of d.matchAll(/([a-zA-Z])([^a-zA-Z]*)/g)) {
        const numbers = text.match(/-?[\d.]+/g)?.map(Number) ?? [];
        const to = (nextX, nextY) => {
            out.push([x, y, nextX, nextY]);
            [x, y] = [nextX, nextY];
        };
        if (command === 'z') {
            to(...start);
        } else if (command === 'h' || command === 'H') {
            to(command === 'h' ? x + numbers[0] : numbers[0], y);
        } else if (command === 'v' || command === 'V') {
            to(x, command === 'v' ? y + numbers[0] : numbers[0]);
        } else if (command === 'M') {
            start = [x, y] = numbers.splice(0, 2);
            for (; numbers.length; numbers.splice(0, 2)) to(numbers[0], numbers[1]);
        } else if (command === 'l') {
            for (; numbers.length; numbers.splice(0, 2)) to(x + numbers[0], y + numbers[1]);
        } else {
            throw new Error(`icon: path command ${command}`);
        }
    }
    return out;
}

function distanceToSegment(px, py, [x1, y1, x2, y2]) {
    const [dx, dy] = [x2 - x1, y2 - y1];
    const along = ((px - x1) * dx + (py - y1) * dy) / (dx * dx + dy * dy || 1);
    const t = Math.min(1, Math.max(0, along));
    return Math.hypot(px - x1 - t * dx, py - y1 - t * dy);
}

/** Distance to the edge of a square of `size` with rounded corners; negative inside. */
function distanceToSquare(px, py, size, radius) {
    const half = size / 2 - radius;
    const [qx, qy] = [Math.abs(px - size / 2) - half, Math.abs(py - size / 2) - half];
    return Math.hypot(Math.max(qx, 0), Math.max(qy, 0)) + Math.min(Math.max(qx, qy), 0) - radius;
}

function parsed(svg) {
    const size = Number(attribute(svg.match(/<svg[^>]*>/)[0], 'viewBox').split(' ')[2]);
    const ground = svg.match(/<rect[^>]*>/)[0];
    const strokes = [...svg.matchAll(/<path[^>]*>/g)].map(([tag]) => ({
        lines: segments(attribute(tag, 'd')), color: rgb(attribute(tag, 'stroke')),
        half: Number(attribute(tag, 'stroke-width')) / 2,
    }));
    return {
        size, radius: Number(attribute(ground, 'rx')), ground: rgb(attribute(ground, 'fill')), strokes,
    };
}

/** A PNG, `pixels` wide. A maskable one fills its square and keeps clear of its edges. */
export function iconPng(svg, pixels, {maskable = false} = {}) {
    const {size, radius, ground, strokes} = parsed(svg);
    const unit = size / pixels;
    const share = maskable ? kSafeShare : 1;
    const coverage = (distance) => Math.min(1, Math.max(0, 0.5 - distance / unit));
    const data = Buffer.alloc(pixels * pixels * 4);
    for (let i = 0; i < pixels * pixels; ++i) {
        const [x, y] = [(i % pixels + 0.5) * unit, (Math.floor(i / pixels) + 0.5) * unit];
        const alpha = maskable ? 1 : coverage(distanceToSquare(x, y, size, radius));
        let color = ground;
        for (const {lines, color: ink, half} of strokes) {
            const [sx, sy] = [x, y].map((at) => size / 2 + (at - size / 2) / share);
            const nearest = Math.min(...lines.map((line) => distanceToSegment(sx, sy, line)));
            const over = coverage((nearest - half) * share);
            color = color.map((below, channel) => below + (ink[channel] - below) * over);
        }
        data.set([...color.map(Math.round), Math.round(alpha * 255)], i * 4);
    }
    return png(pixels, data);
}

function crc32(bytes) {
    let crc = ~0;
    for (const byte of bytes) {
        crc ^= byte;
        for (let bit = 0; bit < 8; ++bit) crc = crc >>> 1 ^ (crc & 1 ? 0xedb88320 : 0);
    }
    return ~crc >>> 0;
}

function chunk(type, data) {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const out = Buffer.alloc(body.length + 8);
    out.writeUInt32BE(data.length, 0);
    body.copy(out, 4);
    out.writeUInt32BE(crc32(body), body.length + 4);
    return out;
}

/** 8-bit RGBA, rows unfiltered. */
function png(width, rgba) {
    const header = Buffer.alloc(13);
    header.writeUInt32BE(width, 0);
    header.writeUInt32BE(width, 4);
    header.set([8, 6], 8);
    const rows = [];
    for (let y = 0; y < width; ++y) {
        rows.push(Buffer.from([0]), rgba.subarray(y * width * 4, (y + 1) * width * 4));
    }
    return Buffer.concat([
        Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), chunk('IHDR', header),
        chunk('IDAT', deflateSync(Buffer.concat(rows), {level: 9})), chunk('IEND', Buffer.alloc(0)),
    ]);
}
