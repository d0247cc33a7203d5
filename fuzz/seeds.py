#!/usr/bin/env python3
"""Lays out what the fuzz targets start from: real files, those of archives with their parts laid open.

    python3 fuzz/seeds.py [MORE...]

Writes fuzz/corpus/TARGET/. MORE are further files, or folders of them. Each goes to the target that its ending names.
"""

import sys
import zipfile
from pathlib import Path

FUZZ = Path(__file__).resolve().parent
TARGETS = {
    "txt": "text", "md": "markdown", "html": "html", "htm": "html", "pdf": "pdf", "docx": "docx", "odt": "odt",
    "rtf": "rtf", "epub": "epub", "eml": "email", "mbox": "email",
}
PACKED = {"docx", "odt", "epub"}
# Parts that hold no words only slow the fuzzer down.
DEAF = (".png", ".jpg", ".jpeg", ".ttf", ".otf", ".css", ".bin", ".rdf")
LARGEST = 256 << 10


def laid_open(path):
    """The parts of an archive, as fuzz/parts.rs packs them again."""
    with zipfile.ZipFile(path) as archive:
        names = [name for name in archive.namelist() if not name.endswith(("/", *DEAF))]
        return b"\n@@@ ".join(name.encode() + b"\n" + archive.read(name) for name in names)


def main():
    given = [Path(name) for name in sys.argv[1:]] or []
    roots = [FUZZ.parent / "tests/fixtures", FUZZ.parent / "briefings", *given]
    files = [file for root in roots for file in ([root] if root.is_file() else sorted(root.rglob("*")))]
    for file in files:
        target = TARGETS.get(file.suffix.lstrip(".").lower())
        if target is None or not file.is_file():
            continue
        contents = {"any": file.read_bytes(), target: laid_open(file) if target in PACKED else file.read_bytes()}
        for name, content in contents.items():
            folder = FUZZ / "corpus" / name
            folder.mkdir(parents=True, exist_ok=True)
            if len(content) <= LARGEST:
                (folder / f"seed-{file.parent.name}-{file.name}").write_bytes(content)


main()
