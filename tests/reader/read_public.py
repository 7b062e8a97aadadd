#!/usr/bin/python3
"""Reads and verifies what a village has published, as docs/protocol.md and docs/public-log.md say.

  read_public.py HUB                          lists the villages of a hub (http://127.0.0.1:8080)
  read_public.py HUB VILLAGE FOLDER [VKEY]    fetches what is new, verifies it, prints the titles

FOLDER keeps key, checkpoint and files from one look to the next. Where it holds no key yet and none is
given, the hub's is believed. This knows the two pages and nothing of our code, so it is also where to
begin a client in another language: what it needs and they do not say is a fault of theirs.
"""

import http.client
import signal
import sys
from pathlib import Path
from urllib.parse import urlsplit

from formats import Changed, need, open_checkpoint, parse_key, parse_leaf, parse_villages
from formats import leaf_hash, root_of, sha256, to_base64

ANSWER_SECONDS = 60  # for the whole of one, however slowly it trickles
MOST_LEAVES = 100_000  # so the numbers of tiles have three digits
TILE, HEAD_BYTES, VILLAGES_BYTES, ENTRY_BYTES = 256, 4096, 65_536, 2 + 8192
FILE_BYTES = {"body": 16 + 4 + 65_536 + (2 << 20), "paper": (4 << 20) + 16}
WITHDRAWAL, LAST_KIND, MEDIA = 0, 11, (1, 2)


class Hub:
    def __init__(self, address):
        self.address = self.path = address  # path: asked for last, what an error is about

    def connect(self):
        url = urlsplit(self.address)
        kinds = {"http": http.client.HTTPConnection, "https": http.client.HTTPSConnection}
        need(url.scheme in kinds and url.hostname, "no address of a hub")
        return kinds[url.scheme](url.hostname, url.port)

    def get(self, path, most, may_lack=False):
        """At most so many bytes, from this server alone: no redirect is followed."""
        connection, self.path = self.connect(), path
        signal.setitimer(signal.ITIMER_REAL, ANSWER_SECONDS)
        try:
            connection.request("GET", path)
            with connection.getresponse() as answer:
                content = answer.read(most + 1)
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            connection.close()
        if may_lack and answer.status == 404:
            return None
        need(answer.status == 200, f"answered {answer.status}")
        need(len(content) <= most, f"more than {most} bytes")
        return content


class Log:
    """One village's log at a hub, and what earlier looks have kept of it."""

    def __init__(self, hub, village, folder):
        self.hub, self.address, self.folder = hub, f"/log/{village}/", folder

    def get(self, path, most, may_lack=False):
        return self.hub.get(self.address + path, most, may_lack)

    def kept(self, path):
        return (self.folder / path).read_bytes() if (self.folder / path).exists() else b""

    def keep(self, path, content):
        (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
        part = self.folder / (path + ".part")
        part.write_bytes(content)
        part.replace(self.folder / path)

    def key(self, given):
        """The key that was given or kept; without either, the hub's."""
        kept = self.kept("vkey").decode()
        need(not given or kept in ("", given + "\n"), "another key than at the last look", Changed)
        text = kept or (given + "\n" if given else self.get("vkey", HEAD_BYTES).decode())
        key = parse_key(text)
        self.keep("vkey", text.encode())
        return key

    def tile(self, kind, first, count, most):
        """Width and file of the tile from number `first` on, of `count` hashes or leaves."""
        path, width = f"tile/{kind}/{first // TILE:03}", min(TILE, count - first)
        partial = self.get(f"{path}.p/{width}", most, may_lack=True) if width < TILE else None
        return width, self.get(path, most) if partial is None else partial

    def level(self, level, count):
        hashes = []
        while len(hashes) < count:
            width, tile = self.tile(level, len(hashes), count, 32 * TILE)
            need(len(tile) >= 32 * width, "too short")
            hashes += [tile[32 * i : 32 * i + 32] for i in range(width)]
        return hashes

    def hashes(self, size, root):
        """Of all leaves, proven by the root; the tiles above must say what follows from them."""
        leaves = below = self.level(0, size)
        self.hub.path = self.address + "tile/0"  # any of them may be the one
        need(root_of(leaves) == root, "the tiles have another root than was signed", Changed)
        level = 1
        while len(below) >= TILE:
            full = range(0, len(below) - TILE + 1, TILE)
            above = [root_of(below[first : first + TILE]) for first in full]
            need(self.level(level, len(full)) == above, "not what the leaves give", Changed)
            level, below = level + 1, above
        return leaves

    def leaves(self, hashes):
        """Every leaf, each found to be at its place in the tree."""
        leaves = []
        while len(leaves) < len(hashes):
            width, rest = self.tile("entries", len(leaves), len(hashes), TILE * ENTRY_BYTES)
            for index in range(len(leaves), len(leaves) + width):
                end = 2 + int.from_bytes(rest[:2], "big")
                right = end <= len(rest) and leaf_hash(rest[2:end]) == hashes[index]
                need(right, f"leaf {index} is not the one that was signed", Changed)
                leaves.append(parse_leaf(rest[2:end]))
                rest = rest[end:]
        return leaves

    def fetch(self, kind, digest):
        """Has a body or paper in the folder."""
        path = f"{kind}/{digest.hex()}"
        if sha256(self.kept(path)) != digest:
            content = self.get(path, FILE_BYTES[kind])
            need(sha256(content) == digest, "not the one that was signed", Changed)
            self.keep(path, content)


def replaced(leaves):
    """Which leaves were superseded, and which were withdrawn."""
    superseded, withdrawn = set(), set()
    for index, leaf in enumerate(leaves):
        target = leaf.supersedes if leaf else None
        earlier = leaves[target] if target is not None and 0 <= target < index else None
        if earlier and earlier.matter == leaf.matter and leaf.kind == WITHDRAWAL:
            withdrawn.add(target)
        elif earlier and earlier.matter == leaf.matter and leaf.version > earlier.version:
            superseded.add(target)
    return superseded, withdrawn


def files_of(leaves):
    leaves = [leaf for leaf in leaves if leaf.media in MEDIA]
    papers = {("paper", paper) for leaf in leaves for paper in leaf.papers}
    return papers | {("body", leaf.body) for leaf in leaves}


def read(log, given_key):
    key = log.key(given_key)
    note, kept = log.get("checkpoint", HEAD_BYTES), log.kept("checkpoint")
    size, root = open_checkpoint(note, key)
    old_size, old_root = open_checkpoint(kept, key) if kept else (0, root_of([]))
    need(size >= old_size, f"{old_size} leaves were seen before, now there are {size}")
    need(size <= MOST_LEAVES, f"more than {MOST_LEAVES} leaves")
    hashes = log.hashes(size, root)
    need(root_of(hashes[:old_size]) == old_root, "not the log of the last look", Changed)
    leaves = log.leaves(hashes)
    log.keep("checkpoint", note)
    superseded, withdrawn = replaced(leaves)
    shown = {i: leaf for i, leaf in enumerate(leaves) if leaf and 0 < leaf.kind <= LAST_KIND}
    files = files_of(leaf for i, leaf in shown.items() if i not in withdrawn)
    for kind, digest in files_of(shown.values()) - files:
        (log.folder / kind / digest.hex()).unlink(missing_ok=True)
    for kind, digest in sorted(files):
        log.fetch(kind, digest)
    for index in sorted(shown.keys() - superseded - withdrawn):
        say(f"{index}\t{shown[index].title}")
    say(f"ok: {size} leaves after {old_size}, root {to_base64(root)}, {len(files)} files")


def say(line, file=sys.stdout):
    """Without what a terminal would obey."""
    print("".join(c if c.isprintable() or c in "\t\u3000" else "?" for c in line), file=file)


def late(*_):
    raise TimeoutError(f"no answer within {ANSWER_SECONDS} seconds")


def main(address, village=None, folder=None, key=None):
    hub = Hub(address)
    signal.signal(signal.SIGALRM, late)
    try:
        if village:
            read(Log(hub, village, Path(folder)), key)
        else:
            for name, log_key in parse_villages(hub.get("/v1/villages", VILLAGES_BYTES)):
                say(f"{name}\t{log_key}")
    except (ValueError, OSError, http.client.HTTPException) as why:
        verdict = "CHANGED" if isinstance(why, Changed) else "FAILED"
        say(f"{verdict}: {hub.path}: {why or repr(why)}", sys.stderr)
        sys.exit(1)


if __name__ == "__main__":
    if len(sys.argv) not in (2, 4, 5):
        sys.exit(__doc__)
    main(*sys.argv[1:])
