#!/usr/bin/python3
"""Every character of the national standard list is in exactly one of the fonts that were cut, and is
drawn: fonts.py FOLDER. (Debian's own python3, which has fonttools.)

The list is counted by other means than assets/fonts/build_fonts.py cuts by: the three levels of
通用规范汉字表 have 3,500, 3,000 and 1,605 characters, of which 1,467 are not in GB 2312.
"""

import bz2
import sys
from pathlib import Path

from fontTools.pens.recordingPen import RecordingPen
from fontTools.ttLib import TTFont

MAPPINGS = Path("/usr/share/unicode/Unihan_OtherMappings.txt.bz2")
LEVELS = (3500, 3000, 1605)
OUTSIDE_GB2312 = 1467
NAMES = "泮桥㳇𬭊𫍯𬸚俫"  # a village, and given names of the third level


def standard():
    """{character: number in the list}."""
    with bz2.open(MAPPINGS, "rt", encoding="utf-8") as lines:
        rows = (line.rstrip("\n").split("\t") for line in lines)
        return {chr(int(row[0][2:], 16)): int(row[2].split(":")[1])
                for row in rows if len(row) == 3 and row[1] == "kTGH"}


def in_gb2312(character):
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def findings(folder):
    wanted = standard()
    if sorted(wanted.values()) != list(range(1, sum(LEVELS) + 1)):
        yield f"the list has {len(wanted)} characters, not {sum(LEVELS)}"
    outside = [character for character in wanted if not in_gb2312(character)]
    if len(outside) != OUTSIDE_GB2312:
        yield f"{len(outside)} of them are outside GB 2312, not {OUTSIDE_GB2312}"
    found = {}
    for tier in ("t0", "t1", "t2"):
        font = TTFont(folder / f"{tier}.otf")
        glyphs = font.getGlyphSet()
        for code, glyph in font.getBestCmap().items():
            if chr(code) not in wanted and chr(code) not in NAMES:
                continue
            if chr(code) in found:
                yield f"{chr(code)} is in {found[chr(code)]} and in {tier}"
            found[chr(code)] = tier
            pen = RecordingPen()
            glyphs[glyph].draw(pen)
            if not pen.value:
                yield f"{chr(code)} in {tier} draws nothing"
    for character in [*wanted, *NAMES]:
        if character not in found:
            yield f"{character} (U+{ord(character):04X}) is in no font"


def main():
    count = 0
    for finding in findings(Path(sys.argv[1])):
        print(f"fonts: {finding}")
        count += 1
    print(f"fonts: {count} findings")
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main())
