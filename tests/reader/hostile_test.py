#!/usr/bin/python3
"""That the reader ends with one clear line, whatever a server sends. The server is on loopback and in
this process; nothing sleeps."""

import contextlib
import http.server
import io
import tempfile
import threading
import unittest

import read_public

HEAD = b"HTTP/1.1 200 OK\r\n"


class Hostile(http.server.BaseHTTPRequestHandler):
    """Answers every request with the server's bytes, over and over if it is told to."""

    def do_GET(self):
        self.server.asked.append(self.path)
        with contextlib.suppress(OSError):
            self.wfile.write(self.server.answer)
            while self.server.endless:
                self.wfile.write(self.server.endless)
            if self.server.holds:
                self.rfile.read()  # until the reader hangs up

    def log_message(self, *_):
        pass


class HostileServer(unittest.TestCase):
    def refused(self, answer, why, endless=b"", holds=False):
        """What the reader says of it, one line with `why` in it."""
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Hostile)
        server.answer, server.endless, server.holds, server.asked = answer, endless, holds, []
        threading.Thread(target=server.serve_forever, args=(0.01,)).start()
        said = io.StringIO()
        try:
            with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stderr(said):
                with self.assertRaises(SystemExit) as end:
                    read_public.main(f"http://127.0.0.1:{server.server_port}", "b", folder)
        finally:
            server.shutdown()
            server.server_close()
        self.assertEqual(end.exception.code, 1)
        self.assertRegex(said.getvalue(), r"\A(CHANGED|FAILED): [^\n]*\n\Z")
        self.assertIn(why, said.getvalue())
        self.assertEqual(server.asked, ["/log/b/vkey"])
        return said.getvalue()

    def test_endless_body(self):
        self.refused(HEAD + b"\r\n", "more than 4096 bytes", endless=b"x" * 65_536)

    def test_endless_chunks(self):
        chunked = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
        self.refused(chunked, "more than 4096 bytes", endless=b"1\r\nx\r\n")

    def test_endless_headers(self):
        self.refused(HEAD, "got more than 100 headers", endless=b"A: b\r\n")

    def test_endless_header(self):
        self.refused(HEAD, "got more than 65536 bytes", endless=b"A" * 65_536)

    def test_a_body_of_any_length_that_is_claimed(self):
        self.refused(HEAD + b"Content-Length: 999999999999\r\n\r\nx", "no verifier key")

    def test_silence_and_talk_without_end(self):
        self.addCleanup(setattr, read_public, "ANSWER_SECONDS", read_public.ANSWER_SECONDS)
        read_public.ANSWER_SECONDS = 0.1
        self.refused(HEAD, "no answer within", holds=True)
        self.refused(b"", "no answer within", endless=b"HTTP/1.1 100 Continue\r\n\r\n")

    def test_a_redirect_is_not_followed(self):
        self.refused(b"HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\n\r\n", "answered 302")

    def test_what_is_no_http(self):
        said = self.refused(b"\x1b]0;title\x07\r\n\r\n", "")
        self.assertNotIn("\x1b", said)

    def test_a_login_page(self):
        self.refused(HEAD + b"\r\n<html>\n", "no verifier key")
        self.refused(HEAD + b"\r\n\xff\xfe", "can't decode")


if __name__ == "__main__":
    unittest.main()
