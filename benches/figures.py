#!/usr/bin/env python3
"""Measures brief as a whole, in a pseudo-terminal, beside its peers; prints one table.

Builds the release binary first. Needs Linux, cargo and Python 3.9; nothing else. Run it on an idle machine:

    python3 benches/figures.py [--runs N] [--no-build] [--check]

`--check` ends with status 1 where a figure is missed. `cargo bench` measures the pure parts.
"""

import argparse
import fcntl
import os
import random
import select
import shutil
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BRIEF = ROOT / "target/release/brief"
SAMPLE = ROOT / "briefings/white-house-talks.txt"
COLUMNS, ROWS = 120, 40
PATIENCE = 20.0
FRAME_ENDS = b"\x1b[?2026l"  # the end of a synchronized update

# How each peer shows a file on a terminal without waiting for anything but the end of its reader's patience.
PEERS = {
    "less": lambda file: ["less", file],
    "bat": lambda file: ["bat", "--paging=never", "--color=always", file],
    "lynx": lambda file: ["lynx", file],
    "rg": lambda file: ["rg", "--color=always", "", file],
}


class Program:
    """A program on a terminal of its own."""

    def __init__(self, arguments, home):
        self.master, slave = os.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        name = os.ttyname(slave)
        kept = {key: os.environ[key] for key in ("PATH", "LANG", "LC_ALL") if key in os.environ}
        environment = {**kept, "TERM": "xterm-256color", "HOME": home, "LANG": kept.get("LANG", "C.UTF-8")}
        on_terminal = [
            (os.POSIX_SPAWN_OPEN, 0, name, os.O_RDWR, 0),
            (os.POSIX_SPAWN_DUP2, 0, 1),
            (os.POSIX_SPAWN_DUP2, 0, 2),
        ]
        path = shutil.which(arguments[0])
        self.seen = b""
        self.start = time.perf_counter()
        self.pid = os.posix_spawn(path, arguments, environment, file_actions=on_terminal, setsid=True)
        os.close(slave)

    def read(self, seconds):
        """What the program sends next; nothing after so many seconds, or at its end."""
        if not select.select([self.master], [], [], seconds)[0]:
            return b""
        try:
            chunk = os.read(self.master, 1 << 16)
        except OSError:
            chunk = b""
        self.seen += chunk
        return chunk

    def wait_for(self, words):
        """Seconds from the start until the words were sent."""
        while words not in self.seen:
            if not self.read(PATIENCE):
                raise SystemExit(f"{words!r} was never shown; seen: {self.seen[-2000:]!r}")
        return time.perf_counter() - self.start

    def settle(self, quiet=1.0):
        """Reads until nothing is sent for so many seconds."""
        while self.read(quiet):
            pass

    def press(self, key):
        """Seconds from a key press to the end of the frame that follows it; None where none does."""
        self.seen = b""
        start = time.perf_counter()
        os.write(self.master, key)
        while FRAME_ENDS not in self.seen:
            if not self.read(0.5):
                return None
        return time.perf_counter() - start

    def own_time(self):
        """Seconds of user and system time so far, of all its threads."""
        # The process's CPU clock: clock_getcpuclockid(3) in numbers.
        return time.clock_gettime((~self.pid << 3) | 2)

    def peak(self):
        """Bytes of memory it had at its peak."""
        # Not ru_maxrss: a program starts with that of the program that started it.
        lines = Path(f"/proc/{self.pid}/status").read_text().splitlines()
        return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM"))

    def end(self, keys=b"q"):
        """Ends it and says what it used."""
        try:
            os.write(self.master, keys)
        except OSError:
            pass
        until = time.perf_counter() + 3
        while True:
            pid, _, used = os.wait4(self.pid, os.WNOHANG)
            if pid:
                break
            if time.perf_counter() > until:
                os.kill(self.pid, signal.SIGKILL)
            self.read(0.01)
        os.close(self.master)
        return used


def first_word(file):
    """A long plain word of the text's start, which no program breaks or dresses up."""
    words = file.read_text(encoding="utf-8").split()
    return next(word for word in words[60:] if len(word) >= 9 and word.isascii() and word.isalpha()).encode()


def start_up(commands, file, runs, home):
    """For each command, medians in seconds: to the first text by the wall, its own time until then, and all in all."""
    word = first_word(file)
    times = {name: ([], [], []) for name in commands}
    for turn in range(runs + 2):  # two to warm up
        for name, arguments in commands.items():
            program = Program(arguments, home)
            wall, own = program.wait_for(word), program.own_time()
            used = program.end()
            if turn >= 2:
                whole = used.ru_utime + used.ru_stime
                for kept, seconds in zip(times[name], (wall, own, whole)):
                    kept.append(seconds)
    return {name: tuple(map(statistics.median, kept)) for name, kept in times.items()}


def memory(file, home):
    """Bytes at the peak: opened, analysed, read to its end."""
    program = Program([str(BRIEF), str(file)], home)
    program.wait_for(first_word(file))
    program.settle()
    for key in (b" ", b" ", b"G", b"\t", b"j"):
        program.press(key)
    peak = program.peak()
    program.end()
    return peak


def keys_on(file, home):
    """Seconds from key to frame, by kind of key."""
    program = Program([str(BRIEF), str(file)], home)
    program.wait_for(b"Moreau")
    program.settle(3.0)
    kinds = {
        "next paragraph": [b"j"] * 300,
        "page": [b" "] * 60 + [b"b"] * 60,
        "end and top": [b"G", b"g"] * 30,
        "search, as it is typed": [b"/", *[b"%c" % c for c in b"ceasefire"], b"\x07"] * 5,
        "next hit": [b"/", *[b"%c" % c for c in b"ports"], b"\r"] + [b"n"] * 60,
        # The terminal sends the same byte ahead of longer keys, so that this one has to wait for what may follow.
        "Esc, which is waited on": [b"/", b"\x1b"] * 3,
    }
    times = {}
    for kind, keys in kinds.items():
        times[kind] = []
        for key in keys:
            taken = program.press(key)
            if taken is not None:
                times[kind].append(taken)
            time.sleep(0.002)
        program.settle(0.2)
    program.end(b"\x1bq")
    return times


def generate(path, size=1 << 20):
    """Writes a briefing of so many bytes: the same one every time."""
    dice = random.Random(20250818)
    who = ["President Ana Moreau", "Foreign Minister Jonas Lindqvist", "the European Commission", "Norway"]
    says = ["said", "warned", "insisted", "told reporters", "proposed"]
    what = [
        "that the ports would stay open through the winter",
        "that land for security was no basis for talks",
        "that a ceasefire was within reach",
        "that the “third draft” went further than the second",
    ]
    where = ["in Oslo on Monday", "after the session", "at the harbour", "behind closed doors"]
    with open(path, "w", encoding="utf-8") as out:
        out.write("# The winter talks, day by day\n\n")
        written, count = 0, 0
        while written < size:
            if count % 9 == 0:
                out.write(f"## What was heard {dice.choice(where)}\n\n")
            sentences = (
                f"{dice.choice(who)} {dice.choice(says)} {dice.choice(where)} {dice.choice(what)}, {dice.randrange(10000)} days in."
                for _ in range(dice.randint(3, 7))
            )
            paragraph = " ".join(sentences) + "\n\n"
            out.write(paragraph)
            written += len(paragraph.encode())
            count += 1


def percentile(values, part):
    """The smallest value that is not below so many of a hundred of them."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, -(-len(ordered) * part // 100) - 1)]


def milliseconds(seconds):
    return f"{seconds * 1000:.1f} ms"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=30, help="how often each program is started")
    parser.add_argument("--no-build", action="store_true", help="measure the binary that is there")
    parser.add_argument("--check", action="store_true", help="end with status 1 where a figure is missed")
    options = parser.parse_args()
    if not options.no_build:
        subprocess.run(["cargo", "build", "--release", "--locked", "--quiet"], cwd=ROOT, check=True)

    rows = []
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        sample = here / SAMPLE.name
        shutil.copy(SAMPLE, sample)
        large = here / "winter-talks.md"
        generate(large)

        peers = {name: command(str(sample)) for name, command in PEERS.items() if shutil.which(name)}
        commands = {"brief": [str(BRIEF), str(sample)], **peers}
        started = start_up(commands, sample, options.runs, folder)
        wall, own, whole = started["brief"]
        rows.append(("own time to the first text, 6 KB", milliseconds(own), "10.0 ms", own <= 0.010))
        rows.append(("  the same, opened and left at once", milliseconds(whole), "", None))
        rows.append(("wall to the first text, 6 KB", milliseconds(wall), "", None))
        for name in PEERS:
            if name not in started:
                rows.append((f"  {name}", "not installed", "", None))
                continue
            ratio = wall / started[name][0]
            wished, met = ("1.5x", ratio <= 1.5) if name == "less" else ("", None)
            rows.append((f"  {name}: {milliseconds(started[name][0])}; brief takes", f"{ratio:.2f}x", wished, met))

        times = keys_on(large, folder)
        every = [taken for kind in times.values() for taken in kind]
        median, late = statistics.median(every), percentile(every, 99)
        rows.append((f"key to frame, 1 MB, median of {len(every)}", milliseconds(median), "2.0 ms", median < 0.002))
        rows.append(("key to frame, 1 MB, 99th percentile", milliseconds(late), "8.0 ms", late < 0.008))
        for kind, taken in times.items():
            measured = f"{milliseconds(statistics.median(taken))}, {milliseconds(percentile(taken, 99))}"
            rows.append((f"  {kind}: median, 99th", measured, "", None))

        peak = memory(sample, folder)
        rows.append(("memory at its peak, 6 KB", f"{peak / 1e6:.1f} MB", "15.0 MB", peak < 15e6))
    size = BRIEF.stat().st_size
    rows.append(("the binary", f"{size / 1e6:.1f} MB", "15.0 MB", size < 15e6))

    busy = os.getloadavg()[0] / (os.cpu_count() or 1)
    width = max(len(row[0]) for row in rows)
    print(f"{'figure':{width}}  {'measured':>16}  {'at most':>8}")
    for what, measured, wished, met in rows:
        print(f"{what:{width}}  {measured:>16}  {wished:>8}  {'' if met is None else 'ok' if met else 'MISSED'}".rstrip())
    if busy > 0.7:
        print(f"The machine is busy (load {busy:.1f} a core): these times say little.")
    return 1 if options.check and any(row[3] is False for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
