#!/usr/bin/python3
"""Cuts Noto Sans CJK SC into the tiers that the client loads one after the other.

  t0  what the first screens need: our own texts, ASCII, punctuation, the 700 commonest characters
  t1  the rest of GB 2312, and the symbols of official documents
  t2  the rest of the 8105 characters of the national standard list, which names need

Writes t0.otf, t1.otf, t2.otf, each with its .br, and fonts.json, which says what is in which.
Runs with Debian's own python3; all its sources are Debian packages (deploy/deps/packages.txt).
The commonest characters are those with the highest counts in Unihan's kHanyuPinlu (a frequency
dictionary of modern Chinese), the 8105 are Unihan's kTGH.
"""

import argparse
import bz2
import concurrent.futures
import hashlib
import json
import pathlib
import re

import brotli
from fontTools import subset
from fontTools.ttLib import TTFont

COMMONEST = 700
FONT_NUMBER_SC = 2  # in the collection: JP, KR, SC, TC, HK

# Everything that is waited for costs a villager time: no more of it than a sentence needs.
FIRST_BLOCKS = (
    (0x0020, 0x007E), (0x00B7, 0x00B7), (0x00D7, 0x00D7),  # ASCII, · ×
    (0x2014, 0x2014), (0x2018, 0x2019), (0x201C, 0x201D), (0x2026, 0x2026),  # — ‘’ “” …
    (0x3000, 0x3002), (0x3008, 0x3011), (0x3014, 0x3015),  # 、。 《》「」【】 〔〕
    (0xFF01, 0xFF01), (0xFF08, 0xFF09), (0xFF0C, 0xFF0C), (0xFF1A, 0xFF1B), (0xFF1F, 0xFF1F),
    (0xFFE5, 0xFFE5),
)
# Blocks whose every character that the font has is wanted: what officials' documents use.
DOCUMENT_BLOCKS = (
    (0x00A0, 0x00FF), (0x0100, 0x017F), (0x01CD, 0x01DC), (0x0251, 0x0261),  # letters of pinyin
    (0x02C7, 0x02D9), (0x0391, 0x03C9), (0x0401, 0x0451),  # tones, Greek, Cyrillic
    (0x2000, 0x206F), (0x20A0, 0x20BF), (0x2100, 0x214F),  # punctuation, money, ℃ № ™
    (0x2150, 0x218F), (0x2190, 0x21FF), (0x2200, 0x22FF),  # Ⅳ ⅓, arrows, mathematics
    (0x2300, 0x23FF), (0x2460, 0x24FF), (0x2500, 0x257F),  # ①, tables drawn with lines
    (0x2580, 0x25FF), (0x2600, 0x26FF), (0x2700, 0x27BF),  # ■ ● △, ☆ ☎, ✓ ✔
    (0x2F00, 0x2FD5), (0x3000, 0x303F), (0x3105, 0x312F),  # radicals that PDFs leak, 〔〕, bopomofo
    (0x3220, 0x3243), (0x3280, 0x32B0), (0x3380, 0x33DF),  # ㈠ ㊣ ㎡
    (0xFE30, 0xFE4F), (0xFF01, 0xFF65), (0xFFE0, 0xFFE6),
)


def unihan(folder, table, field):
    """{character: value} of one Unihan field."""
    found = {}
    with bz2.open(folder / f"Unihan_{table}.txt.bz2", "rt", encoding="utf-8") as lines:
        for line in lines:
            columns = line.rstrip("\n").split("\t")
            if len(columns) == 3 and columns[1] == field:
                found[int(columns[0][2:], 16)] = columns[2]
    return found


def commonest(folder, count):
    counts = {
        character: sum(int(n) for n in re.findall(r"\((\d+)\)", readings))
        for character, readings in unihan(folder, "Readings", "kHanyuPinlu").items()
    }
    return set(sorted(counts, key=lambda c: (-counts[c], c))[:count])


def gb2312():
    characters = set()
    for row in range(0xA1, 0xF8):
        for cell in range(0xA1, 0xFF):
            try:
                characters.add(ord(bytes((row, cell)).decode("gb2312")))
            except UnicodeDecodeError:
                pass  # an empty cell of the table
    return characters


def blocks(ranges):
    return {character for first, last in ranges for character in range(first, last + 1)}


def characters_of(files):
    """Everything printable in the files: which strings of them are shown is not asked."""
    text = "".join(file.read_text(encoding="utf-8") for file in files)
    return {ord(character) for character in text if character.isprintable()}


def plan(arguments):
    """{tier: characters}, disjoint, all of them in the font."""
    own = characters_of(arguments.texts)
    available = set(open_font(arguments.font).getBestCmap())
    lacking = sorted(own - available)
    if lacking:
        raise SystemExit(f"build_fonts.py: the font has no {[chr(c) for c in lacking]}, "
                         f"but {', '.join(str(f) for f in arguments.texts)} use them")
    standard = set(unihan(arguments.unihan, "OtherMappings", "kTGH"))
    first = own | blocks(FIRST_BLOCKS) | commonest(arguments.unihan, COMMONEST)
    second = gb2312() | blocks(DOCUMENT_BLOCKS)
    tiers = {"t0": first, "t1": second - first, "t2": standard - second - first}
    return {name: sorted(characters & available) for name, characters in tiers.items()}


def open_font(path):
    return TTFont(path, fontNumber=FONT_NUMBER_SC, lazy=True)


def cut(path, characters, target):
    """One tier as the bare CFF font that stb_truetype reads, and its brotli form."""
    options = subset.Options()
    options.desubroutinize = True
    options.hinting = False
    options.layout_features = []
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "BASE", "vhea", "vmtx", "VORG", "DSIG"]
    options.name_IDs = [0, 1, 2, 13, 14]  # what the licence wants to be kept, and the name
    options.notdef_outline = True
    font = open_font(path)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    font["head"].modified = font["head"].created  # the same input gives the same bytes
    font.recalcTimestamp = False
    font.save(target)
    data = target.read_bytes()
    packed = brotli.compress(data, quality=11, lgwin=24)
    pathlib.Path(f"{target}.br").write_bytes(packed)
    return {"file": target.name, "bytes": len(data), "brotli_bytes": len(packed),
            "sha256": hashlib.sha256(data).hexdigest()}


def ranges_of(characters):
    ranges = []
    for character in characters:
        if ranges and character == ranges[-1][1] + 1:
            ranges[-1][1] = character
        else:
            ranges.append([character, character])
    return ranges


def digest(arguments, tiers):
    """Names everything that the fonts are made from."""
    font = arguments.font.stat()
    made_from = [pathlib.Path(__file__).read_text(encoding="utf-8"), font.st_size,
                 font.st_mtime_ns, tiers]
    return hashlib.sha256(json.dumps(made_from).encode()).hexdigest()


def is_built(arguments, tiers):
    """Whether the last run made the same; then its files count as new, for the build tool."""
    index = arguments.out / "fonts.json"
    if not index.is_file():
        return False
    last = json.loads(index.read_text(encoding="utf-8"))
    files = [arguments.out / (tier["file"] + end) for tier in last["tiers"] for end in ("", ".br")]
    if last["input"] != digest(arguments, tiers) or not all(file.is_file() for file in files):
        return False
    for file in (*files, index):
        file.touch()
    return True


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("--font", type=pathlib.Path, required=True, help="NotoSansCJK-*.ttc")
    parser.add_argument("--unihan", type=pathlib.Path, required=True, help="folder of Unihan_*")
    parser.add_argument("texts", type=pathlib.Path, nargs="*", help="files whose text is shown")
    arguments = parser.parse_args()

    arguments.out.mkdir(parents=True, exist_ok=True)
    tiers = plan(arguments)
    if is_built(arguments, tiers):
        print("fonts: the texts need no other characters than before")
        return
    with concurrent.futures.ProcessPoolExecutor() as pool:
        cuts = {name: pool.submit(cut, arguments.font, characters, arguments.out / f"{name}.otf")
                for name, characters in tiers.items()}
        index = [{"name": name, "glyphs": len(tiers[name]), **cuts[name].result(),
                  "ranges": ranges_of(tiers[name])} for name in tiers]
    text = json.dumps({"family": "Noto Sans CJK SC", "input": digest(arguments, tiers),
                       "tiers": index}, separators=(",", ":"))
    (arguments.out / "fonts.json").write_text(text + "\n", encoding="utf-8")
    for tier in index:
        print(f"{tier['name']}: {tier['glyphs']} characters, "
              f"{tier['bytes'] // 1024} KB, {tier['brotli_bytes'] // 1024} KB brotli")


if __name__ == "__main__":
    main()
