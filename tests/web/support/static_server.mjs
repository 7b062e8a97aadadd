// Serves a folder with a site.json (web/site/assemble.mjs) as the hub would, on loopback only: for
// tests that need no hub, and by hand: static_server.mjs FOLDER [PORT]; stop it by its pid.
import {createServer} from 'node:http';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';

/** The path of a request target, or null where it is none ("/%zz"). */
function pathOf(target) {
    try {
        return decodeURIComponent(target.split('?')[0]);
    } catch {
        return null;
    }
}

function answerFrom(folder, request, reply) {
    const {headers, files} = JSON.parse(readFileSync(join(folder, 'site.json'), 'utf8'));
    const path = pathOf(request.url);
    const entry = path !== null && Object.hasOwn(files, path) ? files[path] : null;
    if (!entry) {
        reply.writeHead(path === null ? 400 : 404, {'content-type': 'text/plain'});
        return reply.end();
    }
    const compress = entry.br && /\bbr\b/.test(request.headers['accept-encoding'] ?? '');
    const body = readFileSync(join(folder, compress ? entry.br : entry.file));
    reply.writeHead(200, {
        ...headers, 'Content-Type': entry.type, 'Cache-Control': entry.cache,
        'Content-Length': body.length, ...(compress ? {'Content-Encoding': 'br'} : {}),
        'Vary': 'Accept-Encoding',
    });
    return reply.end(request.method === 'HEAD' ? undefined : body);
}

/** Routes to the worker's script with `change` before it: for what no browser does by itself. */
export function workerAfter(folder, change) {
    const {headers, files} = JSON.parse(readFileSync(join(folder, 'site.json'), 'utf8'));
    const path = Object.keys(files).find((one) => one.startsWith('/worker.'));
    const script = readFileSync(join(folder, files[path].file), 'utf8');
    return {[path]: (request, reply) => {
        reply.writeHead(200, {...headers, 'Content-Type': files[path].type});
        reply.end(`${change};\n${script}`);
    }};
}

/**
 * Resolves to {url, requests, close()}. `routes` maps paths to (request, reply) handlers that come
 * before the files; `requests` lists the targets that were asked for.
 */
export async function serveSite(folder, {port = 0, routes = {}} = {}) {
    const requests = [];
    const server = createServer((request, reply) => {
        requests.push(request.url);
        const route = routes[pathOf(request.url)];
        try {
            if (route) route(request, reply);
            else answerFrom(folder, request, reply);
        } catch (error) {
            if (!reply.headersSent) reply.writeHead(500);
            reply.end(String(error));
        }
    });
    await new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, '127.0.0.1', resolve);
    });
    return {
        url: `http://127.0.0.1:${server.address().port}/`,
        requests,
        close: () => new Promise((resolve) => {
            server.close(resolve);
            server.closeAllConnections?.();  // from Node 18.2 on
        }),
    };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
    const [folder, port = '0'] = process.argv.slice(2);
    const {url} = await serveSite(folder, {port: Number(port)});
    console.log(`READY ${url}`);
}
