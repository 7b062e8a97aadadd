// The browser, as C++ sees it: declared in bindings.hpp, implemented here, linked by --js-library.
// The worker puts what is already open into Module.xinfeng before the program starts:
//   files    Map of name → FileSystemSyncAccessHandle, or what stands in for it
//   settled()  a promise while not all is kept that was flushed, rejected where it cannot be; else null
//   gl       WebGL2RenderingContext: some engines do not give it a second time
//   wake()   asks for a step: an answer has arrived
//   post(kind, text)  sends a text to the page
//   decoded(ticket, width, height)  a picture is there, or is none: 0 × 0
// Heap views are looked up anew in every function: growing the memory detaches the old ones.
mergeInto(LibraryManager.library, {
    $xfState: {
        devices: [],  // index → sync access handle
        requests: {},  // id → AbortController
        answers: [],  // {id, status, type, body} not yet polled
    },

    $xfText: function (pointer, size) {
        // A copy: a TextDecoder refuses views of resizable memory in some browsers.
        return new TextDecoder().decode(HEAPU8.slice(pointer, pointer + size));
    },

    // ---- clock, randomness -------------------------------------------------------------------
    xf_wall_ms: function () { return Date.now(); },
    xf_monotonic_ms: function () { return performance.now(); },

    xf_random: function (out, size) {
        const kMost = 65536;  // of getRandomValues
        for (let at = 0; at < size; at += kMost) {
            crypto.getRandomValues(HEAPU8.subarray(out + at, out + Math.min(size, at + kMost)));
        }
    },

    // ---- files: 0 or a count when well, else one of the negative codes of bindings.hpp --------
    $xfFileError__deps: ['$xfState'],
    $xfFileError: function (error) {
        console.error('storage: ' + error);
        return error && error.name === 'QuotaExceededError' ? -2 : -1;
    },

    xf_file_open__deps: ['$xfState', '$xfText'],
    xf_file_open: function (name, size) {
        const handle = Module['xinfeng'].files.get(xfText(name, size));
        if (!handle) return -1;
        const known = xfState.devices.indexOf(handle);
        return known >= 0 ? known : xfState.devices.push(handle) - 1;
    },

    xf_file_read__deps: ['$xfState', '$xfFileError'],
    xf_file_read: function (file, offset, out, size) {
        try {
            return xfState.devices[file].read(HEAPU8.subarray(out, out + size), {at: offset});
        } catch (error) { return xfFileError(error); }
    },

    xf_file_write__deps: ['$xfState', '$xfFileError'],
    xf_file_write: function (file, offset, data, size) {
        try {
            return xfState.devices[file].write(HEAPU8.subarray(data, data + size), {at: offset});
        } catch (error) { return xfFileError(error); }
    },

    xf_file_truncate__deps: ['$xfState', '$xfFileError'],
    xf_file_truncate: function (file, size) {
        try {
            xfState.devices[file].truncate(size);
            return 0;
        } catch (error) { return xfFileError(error); }
    },

    xf_file_size__deps: ['$xfState', '$xfFileError'],
    xf_file_size: function (file) {
        try {
            return xfState.devices[file].getSize();
        } catch (error) { return xfFileError(error); }
    },

    xf_file_flush__deps: ['$xfState', '$xfFileError'],
    xf_file_flush: function (file) {
        try {
            xfState.devices[file].flush();
            return 0;
        } catch (error) { return xfFileError(error); }
    },

    // ---- network ---------------------------------------------------------------------------------
    xf_fetch_start__deps: ['$xfState', '$xfText', '$xfFetch'],
    xf_fetch_start: function (id, post, path, pathSize, type, typeSize, body, bodySize, timeoutMs,
                              maxBytes) {
        const init = {method: post ? 'POST' : 'GET', credentials: 'omit', redirect: 'error',
                      referrerPolicy: 'no-referrer'};
        if (post) {
            init.headers = {'content-type': xfText(type, typeSize)};
            init.body = HEAPU8.slice(body, body + bodySize);
        }
        xfFetch(id, xfText(path, pathSize), init, timeoutMs, maxBytes);
    },

    // Puts exactly one answer into the queue, unless cancelled. The time-out covers the body too.
    $xfFetch__deps: ['$xfState', '$xfBody'],
    $xfFetch: async function (id, path, init, timeoutMs, maxBytes) {
        const control = new AbortController();
        xfState.requests[id] = control;
        const timer = setTimeout(function () { control.abort(); }, timeoutMs);
        const answer = {id: id, status: 0, type: new Uint8Array(0), body: new Uint8Array(0)};
        try {
            await Module['xinfeng'].settled();
            const reply = await fetch(path, Object.assign(init, {signal: control.signal}));
            const body = await xfBody(reply, maxBytes);
            if (body) {
                answer.status = reply.status;
                answer.type = new TextEncoder().encode(reply.headers.get('content-type') || '');
                answer.body = body;
            } else {
                control.abort();  // too long: take no more of it
            }
        } catch (error) {
            // No network, refused, timed out or cut off: status 0 says it.
        }
        clearTimeout(timer);
        if (xfState.requests[id] !== control) return;  // cancelled
        delete xfState.requests[id];
        xfState.answers.push(answer);
        Module['xinfeng'].wake();
    },

    // The whole body, or null when it is longer than maxBytes.
    $xfBody: async function (reply, maxBytes) {
        const parts = [];
        let size = 0;
        const reader = reply.body ? reply.body.getReader() : null;
        for (;;) {
            const part = reader ? await reader.read() : {done: true};
            if (part.done) break;
            size += part.value.length;
            if (size > maxBytes) return null;
            parts.push(part.value);
        }
        const whole = new Uint8Array(size);
        let at = 0;
        for (const part of parts) {
            whole.set(part, at);
            at += part.length;
        }
        return whole;
    },

    xf_fetch_cancel__deps: ['$xfState'],
    xf_fetch_cancel: function (id) {
        const control = xfState.requests[id];
        delete xfState.requests[id];
        if (control) control.abort();
        xfState.answers = xfState.answers.filter(function (answer) { return answer.id !== id; });
    },

    // Describes the oldest answer as four 32-bit numbers (id, status, type size, body size); 0 if
    // there is none. xf_fetch_take() then copies it out and drops it.
    xf_fetch_next__deps: ['$xfState'],
    xf_fetch_next: function (out) {
        const answer = xfState.answers[0];
        if (!answer) return 0;
        HEAPU32.set([answer.id, answer.status, answer.type.length, answer.body.length], out >> 2);
        return 1;
    },

    xf_fetch_take__deps: ['$xfState'],
    xf_fetch_take: function (type, body) {
        const answer = xfState.answers.shift();
        HEAPU8.set(answer.type, type);
        HEAPU8.set(answer.body, body);
    },

    // ---- screen, page -------------------------------------------------------------------------
    xf_gl_begin__deps: ['$GL'],
    xf_gl_begin: function () {
        GL.makeContextCurrent(GL.registerContext(Module['xinfeng'].gl, {majorVersion: 2}));
    },

    // Decoding goes on beside the frames, and takes what the browser has in hardware for it.
    $xfPictures: {},  // ticket → ImageBitmap
    xf_decode_picture__deps: ['$xfPictures'],
    xf_decode_picture: async function (ticket, jpeg, size) {
        const kLongest = 2048;  // more than any screen shows of it
        const blob = new Blob([HEAPU8.slice(jpeg, jpeg + size)]);
        let picture = null;
        try {
            picture = await createImageBitmap(blob);
            const scale = kLongest / Math.max(picture.width, picture.height);
            if (scale < 1) {
                const whole = picture;
                picture = await createImageBitmap(whole, {
                    resizeWidth: Math.round(whole.width * scale), resizeQuality: 'high',
                });
                whole.close();
            }
            xfPictures[ticket] = picture;
        } catch (error) {
            console.warn('picture: ' + error);
            if (picture) picture.close();
            picture = null;
        }
        Module['xinfeng'].decoded(ticket, picture ? picture.width : 0, picture ? picture.height : 0);
    },

    xf_upload_picture__deps: ['$xfPictures', '$GL'],
    xf_upload_picture: function (ticket, texture) {
        const gl = GL.currentContext.GLctx;
        gl.bindTexture(gl.TEXTURE_2D, GL.textures[texture]);
        gl.pixelStorei(gl.UNPACK_ALIGNMENT, 4);
        gl.pixelStorei(gl.UNPACK_ROW_LENGTH, 0);
        gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, xfPictures[ticket]);
        gl.generateMipmap(gl.TEXTURE_2D);
        xfPictures[ticket].close();
        delete xfPictures[ticket];
    },

    xf_post__deps: ['$xfText'],
    xf_post: function (kind, kindSize, text, textSize) {
        Module['xinfeng'].post(xfText(kind, kindSize), xfText(text, textSize));
    },
});
