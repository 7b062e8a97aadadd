#!/usr/bin/python3
"""Turns the catalogue of the interface's sentences into code: texts.gen.hpp and texts.gen.cpp.

zh.json maps keys to texts, {0} to {9} being placeholders; "home.points" becomes
Text::home_points. With --sources, every key must be used there (Text::…) and every text used must
be in the catalogue; keys "error.<code>" are used by error_text(), one for each row of errors.def, and keys
"event.<type>" and "area.<feature>" by their names in the log (tests/ui checks that all are there).
"""

import argparse
import json
import pathlib
import re
import sys

USE = re.compile(r"Text::([a-z][a-z0-9_]*)")
BY_NAME = ("event_", "area_")
ROW = re.compile(r"^XF_ERROR\(\s*(?:\d+\s*,\s*)?([a-z_]+)\s*,", re.MULTILINE)


def refuse_duplicates(pairs):
    keys = [key for key, _ in pairs]
    twice = sorted({key for key in keys if keys.count(key) > 1})
    if twice:
        sys.exit(f"build_texts.py: keys that stand twice: {', '.join(twice)}")
    return dict(pairs)


def identifier(key):
    name = key.replace(".", "_")
    if not re.fullmatch(r"[a-z][a-z0-9_]*", name):
        sys.exit(f"build_texts.py: {key} is not of the form area.name")
    return name


def literal(text):
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def check(names, sources, errors):
    """Complains about keys that nothing uses and uses that have no key."""
    used = {f"error_{code}" for code in ROW.findall(errors.read_text(encoding="utf-8"))}
    for source in sources:
        # Text::error_##code of the macro reads as "error_"
        used |= set(USE.findall(source.read_text(encoding="utf-8"))) - {"error_"}
    faults = [f"{name}: in the catalogue, but nothing uses it" for name in sorted(names - used)
              if not name.startswith(BY_NAME)]
    faults += [f"{name}: used, but not in the catalogue" for name in sorted(used - names)]
    if faults:
        sys.exit("build_texts.py: zh.json and the sources disagree\n  " + "\n  ".join(faults))


def write_if_changed(file, text):
    """An untouched file recompiles nothing."""
    if not file.is_file() or file.read_text(encoding="utf-8") != text:
        file.write_text(text, encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--catalogue", type=pathlib.Path, required=True)
    parser.add_argument("--errors", type=pathlib.Path, required=True, help="errors.def")
    parser.add_argument("--out", type=pathlib.Path)
    parser.add_argument("--sources", type=pathlib.Path, nargs="*", help="files that use the texts")
    arguments = parser.parse_args()

    text = arguments.catalogue.read_text(encoding="utf-8")
    catalogue = json.loads(text, object_pairs_hook=refuse_duplicates)
    names = {identifier(key): value for key, value in catalogue.items()}
    if len(names) != len(catalogue):
        sys.exit("build_texts.py: two keys give the same name")
    if arguments.sources:
        check(set(names), arguments.sources, arguments.errors)
    if not arguments.out:
        return

    arguments.out.mkdir(parents=True, exist_ok=True)
    enumerators = "".join(f"    {name},\n" for name in names)
    named = [(key, name) for key, name in zip(catalogue, names) if name.startswith(BY_NAME)]
    starts = [0]
    for value in names.values():
        starts.append(starts[-1] + len(value.encode()))
    if starts[-1] > 0xFFFF:
        sys.exit("build_texts.py: more text than 16 bits count")
    write_if_changed(arguments.out / "texts.gen.hpp",
        "// Made by assets/texts/build_texts.py from zh.json.\n#pragma once\n\n#include <cstdint>\n"
        "#include <string_view>\n\nnamespace xf::kiosk {\n\nenum class Text : std::uint16_t {\n" +
        enumerators + "};\n\n"
        f"inline constexpr std::uint16_t kTextCount = {len(names)};\n"
        "/// All texts in one: each begins at its own start, and ends at the next one's.\n"
        "extern const char kTextBytes[];\n"
        "extern const std::uint16_t kTextStarts[kTextCount + 1];\n\n"
        "/// Those that are found by their keys.\n"
        "struct NamedText {\n    std::string_view key;\n    Text text;\n};\n"
        f"extern const NamedText kNamedTexts[{len(named)}];\n\n}}  // namespace xf::kiosk\n")
    rows = "".join(f"    {literal(value)}\n" for value in names.values())
    counts = "".join(f"    {start},\n" for start in starts)
    keys = "".join(f"    {{{literal(key)}, Text::{name}}},\n" for key, name in named)
    write_if_changed(arguments.out / "texts.gen.cpp",
        "// Made by assets/texts/build_texts.py from zh.json.\n#include \"kiosk/text/texts.gen.hpp\""
        "\n\nnamespace xf::kiosk {\n\nconst char kTextBytes[] =\n" + rows + "    ;\n\n"
        "const std::uint16_t kTextStarts[] = {\n" + counts + "};\n\n"
        "const NamedText kNamedTexts[] = {\n" + keys + "};\n\n}  // namespace xf::kiosk\n")


if __name__ == "__main__":
    main()
