#!/usr/bin/env python3
"""Shows files made to do harm, each at its full size, and prints what each took; the files are those of tests/hostile.

    python3 benches/hostile.py [--brief PATH] [--folder FOLDER] [--no-files] [WORD...]

Needs Linux, cargo and Python 3.9. A line marked `!` went over a limit or broke off. WORDs choose files by their names. The
files have some 2 GB in all, and stay in FOLDER where it is named.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SECONDS, MEGABYTES = 5.0, 512
PROCESSOR = 12  # seconds, after which the system ends it
PATIENCE = 240.0
MEMORY = 4 << 30


def show(brief, file):
    """Seconds, peak megabytes, exit status and what was said of one run."""
    out = open(os.devnull, "wb")
    start = time.perf_counter()

    def limit():
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR, PROCESSOR))

    child = subprocess.Popen(
        [brief, "show", file, "--json"], stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.PIPE, preexec_fn=limit
    )
    ending = threading.Timer(PATIENCE, child.kill)
    ending.start()
    said = child.stderr.read().decode(errors="replace")
    _, status, usage = os.wait4(child.pid, 0)
    ending.cancel()
    child.returncode = os.waitstatus_to_exitcode(status)
    return time.perf_counter() - start, usage.ru_maxrss / 1024, child.returncode, said, usage.ru_utime + usage.ru_stime


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--brief", default=ROOT / "target/release/brief")
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--no-files", action="store_true", help="those in FOLDER are there already")
    parser.add_argument("words", nargs="*")
    given = parser.parse_args()
    folder = given.folder or Path(tempfile.mkdtemp(prefix="brief-hostile-"))
    folder.mkdir(parents=True, exist_ok=True)
    if not given.no_files:
        command = ["cargo", "test", "--locked", "--quiet", "--test", "hostile", "--", "--ignored", "full_size"]
        subprocess.run(command, cwd=ROOT, env={**os.environ, "BRIEF_HOSTILE": str(folder)}, stdout=subprocess.DEVNULL, check=True)
    print(f"{'file':42} {'size':>8} {'wall s':>7} {'cpu s':>7} {'peak MB':>8}  came of it")
    missed = 0
    for file in sorted(folder.iterdir()):
        if given.words and not any(word in file.name for word in given.words):
            continue
        wall, peak, status, said, cpu = show(given.brief, file)
        # Processor time is what a busy machine does not change.
        is_over = cpu > SECONDS or peak > MEGABYTES or status not in (0, 1) or "panicked" in said
        missed += is_over
        words = said.strip().replace(str(folder) + "/", "")[:90] or "shown"
        size = f"{file.stat().st_size / 1e6:.1f} MB"
        print(f"{'!' if is_over else ' '}{file.name:41} {size:>8} {wall:7.2f} {cpu:7.2f} {peak:8.0f}  {status} {words}", flush=True)
    print(f"{missed} over {SECONDS:.0f} s, {MEGABYTES} MB, or broken off")
    sys.exit(missed > 0)


main()
