"""The bytes of docs/protocol.md and docs/public-log.md that a reader of public data meets: strict
CBOR, verifier keys, checkpoints, leaves, the tree. Pure functions; what is not as the pages say is a
ValueError.
"""

import base64
import collections
import hashlib

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

NUMBER_OR_NULL = (int, type(None))
ITEMS = {
    "format": int,
    "kind": int,
    "matter": bytes,
    "version": int,
    "due": NUMBER_OR_NULL,
    "supersedes": NUMBER_OR_NULL,
    "title": str,
    "document_number": str,
    "published": int,
    "body": bytes,
    "media": int,
    "papers": list,
}
Leaf = collections.namedtuple("Leaf", ITEMS)


class Changed(ValueError):
    """Not what was signed. Any other ValueError: no file of a log, or not the whole of it."""


def need(condition, why, error=ValueError):
    if not condition:
        raise error(why)


def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def decode(data, at=0, depth=8):
    """The value that begins there, and where it ends."""
    need(at < len(data), "CBOR ends too soon")
    major, short = divmod(data[at], 32)
    width = {24: 1, 25: 2, 26: 4, 27: 8}.get(short, 0)
    at += 1 + width
    number = int.from_bytes(data[at - width : at], "big") if width else short
    shortest = number >= (24 if width == 1 else 1 << 4 * width) if width else short < 24
    need(shortest and at <= len(data), "CBOR: a number not in its shortest form")
    if major < 2:
        need(major == 0 or number < 1 << 63, "CBOR: a number beyond 64 bits")
        return (number if major == 0 else -1 - number), at
    if major < 4:
        piece = data[at : at + number]
        need(len(piece) == number, "CBOR ends too soon")
        return (piece if major == 2 else piece.decode()), at + number
    if major == 4 and depth > 0:
        items = []
        for _ in range(number):
            item, at = decode(data, at, depth - 1)
            items.append(item)
        return items, at
    need(major == 7 and number in (20, 21, 22), "CBOR: a type that is not used")
    return {20: False, 21: True, 22: None}[number], at


def decode_whole(data):
    value, end = decode(data)
    need(end == len(data), "CBOR: bytes after the value")
    return value


def shaped(value, types):
    """The value, if it is an array of just these types."""
    need(type(value) is list and len(value) == len(types), "an array of another length")
    alternatives = [each if type(each) is tuple else (each,) for each in types]
    need(all(type(v) in t for v, t in zip(value, alternatives)), "an item of another type")
    return value


def parse_leaf(entry):
    """None for what readers skip: leaves of other formats, or that break a rule of this one."""
    try:
        leaf = Leaf(*shaped(decode_whole(entry), list(ITEMS.values())))
    except ValueError:
        return None
    texts, month = leaf.title + leaf.document_number, 2000_01 if leaf.due is None else leaf.due
    rules = (
        leaf.format == 1 and 0 <= leaf.kind < 256 and 0 < leaf.version < 1 << 32,
        2000_01 <= month <= 2999_12 and 1 <= month % 100 <= 12,
        leaf.supersedes is None or leaf.supersedes >= 0,
        len(leaf.title.encode()) <= 600 and len(leaf.document_number.encode()) <= 120,
        not any(c < " " or c == "\x7f" for c in texts),
        0 <= leaf.published <= 376_200 and 0 <= leaf.media < 256 and len(leaf.papers) <= 100,
        len(leaf.matter) == 16 and len(leaf.body) == 32 and len(entry) <= 8192,
        all(type(paper) is bytes and len(paper) == 32 for paper in leaf.papers),
    )
    return leaf if all(rules) else None


def parse_villages(reply):
    """Name and verifier key of each village's log."""
    version, _, rows = shaped(decode_whole(reply), (int, str, list))
    need(version == 1, "of another version")
    return [shaped(row, (int, bytes, str, str))[2:] for row in rows]


def to_base64(data):
    return base64.b64encode(data).decode()


def from_base64(text):
    data = base64.b64decode(text, validate=True)
    need(to_base64(data) == text, "base64 in another spelling")
    return data


def parse_key(text):
    """Name, key id and public key of a verifier key, with the newline after it."""
    need(text.count("+") >= 2 and text.endswith("\n"), "no verifier key")
    name, key_id, typed = text[:-1].split("+", 2)
    typed = from_base64(typed)
    ours = sha256(name.encode(), b"\n", typed)[:4]
    need(len(typed) == 33 and typed[0] == 1 and ours.hex() == key_id, "no verifier key")
    return name, ours, Ed25519PublicKey.from_public_bytes(typed[1:])


def open_checkpoint(note, key):
    """Size and root that this key has signed."""
    name, key_id, public = key
    text, blank, signatures = note.decode().rpartition("\n\n")
    lines = text.split("\n")
    plain = all(c >= " " or c == "\n" for c in text + signatures)
    need(plain and blank and len(lines) > 2 and signatures.endswith("\n"), "no checkpoint")
    fields = [line.split(" ") for line in signatures[:-1].split("\n")]
    ours = [from_base64(each[2]) for each in fields if each[:2] == ["—", name] and each[2:]]
    ours = [each[4:] for each in ours if each[:4] == key_id]
    need(lines[0] == name and ours, "not signed by this log", Changed)
    try:
        for signature in ours:
            public.verify(signature, text.encode() + b"\n")
    except InvalidSignature as why:
        raise Changed("the signature is wrong") from why
    size, root = lines[1], from_base64(lines[2])
    digits = size.isascii() and size.isdigit() and len(size) <= 18
    need(digits and str(int(size)) == size and len(root) == 32, "no checkpoint")
    return int(size), root


def leaf_hash(entry):
    return sha256(b"\0", entry)


def root_of(hashes):
    if len(hashes) < 2:
        return hashes[0] if hashes else sha256()
    split = 1 << (len(hashes) - 1).bit_length() - 1  # the largest power of two below
    return sha256(b"\1", root_of(hashes[:split]), root_of(hashes[split:]))
