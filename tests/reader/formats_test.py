#!/usr/bin/python3
"""The reader's own rules, at their edges: what a hub that works never sends."""

import io
import unittest

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

import read_public
from formats import Changed, decode_whole, leaf_hash, open_checkpoint, parse_key, parse_leaf
from formats import root_of, sha256, to_base64

NAME = "xinfeng.example/a/b"


class Signer:
    def __init__(self, name=NAME):
        self.name, self.key = name, Ed25519PrivateKey.generate()
        raw = (serialization.Encoding.Raw, serialization.PublicFormat.Raw)
        self.typed = b"\1" + self.key.public_key().public_bytes(*raw)
        self.id = sha256(name.encode(), b"\n", self.typed)[:4]
        self.vkey = f"{name}+{self.id.hex()}+{to_base64(self.typed)}\n"

    def line(self, text):
        return f"— {self.name} {to_base64(self.id + self.key.sign(text.encode()))}\n"


def leaf(**items):
    """A leaf of the reader's table; an item given by name is another one."""
    plain = {"format": b"\1", "kind": b"\1", "matter": b"\x50" + bytes(16), "version": b"\1"}
    plain |= {"due": b"\xf6", "supersedes": b"\xf6", "title": b"\x61t", "number": b"\x60"}
    plain |= {"published": b"\0", "body": b"\x58\x20" + bytes(32), "media": b"\1", "papers": b"\x80"}
    return b"\x8c" + b"".join((plain | items).values())


class Formats(unittest.TestCase):
    def test_cbor_has_one_spelling(self):
        for data, value in [(b"\x17", 23), (b"\x18\x18", 24), (b"\x19\x01\x00", 256), (b"\x20", -1)]:
            self.assertEqual(decode_whole(data), value)
        self.assertEqual(decode_whole(b"\x84\xf4\xf5\xf6\x41a"), [False, True, None, b"a"])
        self.assertEqual(decode_whole(b"\x81" * 7 + b"\x80"), [[[[[[[[]]]]]]]])
        for data in [
            *(b"\x18\x17", b"\x19\x00\xff", b"\x1a\x00\x00\xff\xff", b"\x1b" + bytes(8)),  # too long
            *(b"", b"\x42a", b"\x81", b"\x9b" + b"\xff" * 8, b"\x5b" + b"\xff" * 8),  # ends too soon
            *(b"\x9f\xff", b"\xa0", b"\xc0\0", b"\xf7", b"\xf8\x14", b"\xfa\0\0\0\0"),  # not used
            *(b"\0\0", b"\x61\xff", b"\x81" * 8 + b"\x80", b"\x3b" + b"\xff" * 8),
        ]:
            with self.subTest(data), self.assertRaises(ValueError):
                decode_whole(data)

    def test_leaves_that_are_skipped(self):
        self.assertEqual(parse_leaf(leaf()).title, "t")
        self.assertIsNotNone(parse_leaf(leaf(due=b"\x1a\x00\x03\x0d\x41")))  # 2000-01
        for broken in [
            {"format": b"\2"},
            {"version": b"\0"},
            {"due": b"\0"},
            {"due": b"\x1a\x00\x03\x0d\x4d"},  # month 13
            {"title": b"\x61\x1f"},
            {"number": b"\x61\x7f"},
            {"title": b"\x79\x02\x59" + b"a" * 601},
            {"published": b"\x20"},
            {"matter": b"\x40"},
            {"papers": b"\x81\x40"},
            {"supersedes": b"\x20"},
            {"kind": b"\xf5"},  # true is no number
        ]:
            with self.subTest(broken):
                self.assertIsNone(parse_leaf(leaf(**broken)))

    def test_roots(self):
        leaves = [leaf_hash(bytes([i])) for i in range(3)]
        pair = sha256(b"\1", leaves[0], leaves[1])
        self.assertEqual(root_of([]), sha256(b""))
        self.assertEqual(root_of(leaves[:1]), sha256(b"\0\0"))
        self.assertEqual(root_of(leaves), sha256(b"\1", pair, leaves[2]))

    def test_checkpoints(self):
        ours, other = Signer(), Signer()
        key = parse_key(ours.vkey)
        text = f"{NAME}\n3\n{to_base64(bytes(32))}\nmore\n"
        signed = text + "\n" + other.line(text) + ours.line(text)
        self.assertEqual(open_checkpoint(signed.encode(), key), (3, bytes(32)))
        with self.assertRaisesRegex(Changed, "not signed by this log"):
            open_checkpoint((text + "\n" + other.line(text)).encode(), key)
        with self.assertRaisesRegex(Changed, "wrong"):  # twice, once wrong
            open_checkpoint((signed + ours.line("else\n")).encode(), key)
        with self.assertRaisesRegex(Changed, "not signed by this log"):  # our name, of another tree
            text = text.replace("/b", "/c")
            open_checkpoint((text + "\n" + ours.line(text)).encode(), key)
        with self.assertRaisesRegex(ValueError, "no checkpoint"):
            open_checkpoint(signed.encode().replace(b"more", b"\rmore"), key)
        for size, root in [("03", 32), ("-3", 32), ("٣", 32), ("9" * 19, 32), ("3", 31)]:
            text = f"{NAME}\n{size}\n{to_base64(bytes(root))}\n"
            with self.subTest(size), self.assertRaisesRegex(ValueError, "no checkpoint"):
                open_checkpoint((text + "\n" + ours.line(text)).encode(), key)

    def test_keys(self):
        vkey = Signer().vkey
        for bad in [vkey[:-1], vkey.replace("/b", "/c"), "a+b\n", vkey.replace("+", "-"), vkey + vkey]:
            with self.subTest(bad), self.assertRaises(ValueError):
                parse_key(bad)

    def test_what_a_terminal_would_obey_is_not_printed(self):
        out = io.StringIO()
        read_public.say("通知\u3000\x1b[2J\u202e\n\x9b", out)
        self.assertEqual(out.getvalue(), "通知\u3000?[2J???\n")


if __name__ == "__main__":
    unittest.main()
