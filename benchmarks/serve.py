# SPDX-License-Identifier: EUPL-1.2
"""What `impegni serve` takes on the sample: `python benchmarks/serve.py`; with `--attack N`, N hostile uploads too.

Memory is that of all its processes together, what they share counted once (PSS), beside the most that a check of the
same archive by the command line takes.
"""

import argparse
import datetime as dt
import re
import resource
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
import uuid
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

HERE = Path(__file__).resolve().parent
SAMPLE = HERE.parent / "samples" / "basilicata"
IMPEGNI = [sys.executable, "-m", "impegni"]
SETTING = ["--units", str(SAMPLE / "units.csv"), "--no-project"]
DAY = dt.date(2020, 2, 20)
DOSSIER = f"/dossier/{DAY}/-/-/it/index.html"
TIMES = 50
WAITING = 202
AT_ONCE = 8


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--attack", type=int, default=0, metavar="N", help="send N hostile files")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        archive = Path(scratch) / "sample.impegni"
        subprocess.run([*IMPEGNI, "ingest", str(SAMPLE / "monthly"), "--archive", str(archive), *SETTING], check=True,
                       capture_output=True)  # fmt: skip
        command = command_memory(archive)
        with served(archive) as (address, process):
            measure(address, process, command)
            if arguments.attack:
                attack(address, arguments.attack)
                print(f"memory after it: {memory(process):,.0f} MB")


def measure(address: str, process: int, command: float) -> None:
    fetch(f"{address}/")
    started, used = time.monotonic(), processor(process)
    while fetch(f"{address}{DOSSIER}")[0] == WAITING:
        time.sleep(0.1)
    first = time.monotonic() - started
    while fetch(f"{address}{DOSSIER.replace('index.html', 'brief.json')}")[0] == WAITING:
        time.sleep(0.1)
    took, cpu = time.monotonic() - started, processor(process) - used
    print(f"first build of a dossier: its first page after {first:.1f} s, all after {took:.1f} s by the clock, "
          f"{cpu:.1f} s of processor")  # fmt: skip
    times = []
    for _ in range(TIMES):
        started = time.monotonic()
        status, content = fetch(f"{address}{DOSSIER}")
        times.append((time.monotonic() - started) * 1000)
        assert status == 200
    print(
        f"front page of a built dossier, {len(content):,} bytes: median {median(times):.1f} ms, worst {max(times):.1f}"
    )
    rest = memory(process)
    print(
        f"memory at rest: {rest:,.0f} MB; the command line takes {command:,.0f} MB; {rest / command:.2f} times that"
    )


def attack(address: str, count: int) -> None:
    """Send hostile files, some at once, then see whether pages are still served."""
    sys.path.insert(0, str(HERE.parent / "tests"))
    from hostile_files import hostile

    def one(number: int) -> tuple[str, int]:
        kind, (name, content) = hostile(number)
        return kind, upload(f"{address}/api/check", name, content)

    started = time.monotonic()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        found = Counter(pool.map(one, range(count)))
    for (kind, status), times in sorted(found.items()):
        print(f"{kind:>12} {status} {times}")
    began = time.monotonic()
    assert fetch(f"{address}/")[0] == 200
    print(
        f"{count} hostile files in {began - started:.0f} s; the next page came in {time.monotonic() - began:.2f} s"
    )


def upload(url: str, name: str, content: bytes) -> int:
    """Send one file as a form; the status of the answer."""
    mark = uuid.uuid4().hex
    shown = name.encode("utf-8", "replace").decode("utf-8").replace('"', "%22").replace("\n", " ")
    head = f'--{mark}\r\nContent-Disposition: form-data; name="files"; filename="{shown}"\r\n\r\n'
    body = head.encode() + content + f"\r\n--{mark}--\r\n".encode()
    headers = {"content-type": f"multipart/form-data; boundary={mark}", "impegni-request": "yes"}
    return fetch(urllib.request.Request(url, body, headers))[0]


def fetch(asked: Any) -> tuple[int, bytes]:
    try:
        with urllib.request.urlopen(asked, timeout=600) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()


def command_memory(archive: Path) -> float:
    """The most memory that a check of the archive takes, in megabytes."""
    words = ["check", "--archive", str(archive), "--as-of", str(DAY), "--format", "json", *SETTING]
    subprocess.run([*IMPEGNI, *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def processes(root: int) -> Iterator[int]:
    """A process and all below it."""
    yield root
    for task in Path(f"/proc/{root}/task").iterdir():
        for child in (task / "children").read_text().split():
            yield from processes(int(child))


def memory(root: int) -> float:
    """What a process and all below it take, in megabytes."""
    said = "".join(Path(f"/proc/{one}/smaps_rollup").read_text() for one in processes(root))
    return sum(int(kilobytes) for kilobytes in re.findall(r"^Pss:\s+(\d+) kB", said, re.M)) / 1024


def processor(root: int) -> float:
    """Seconds of processor that a process, all below it and those that ended took."""
    ticks = 0
    for one in processes(root):
        fields = Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()
        ticks += sum(int(field) for field in fields[11:15])
    return ticks / 100


@contextmanager
def served(archive: Path) -> Iterator[tuple[str, int]]:
    command = [*IMPEGNI, "serve", "--archive", str(archive), *SETTING, "--today", str(DAY), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr is not None
        found = re.search(r"http://\S+/", server.stderr.readline())
        assert found is not None
        yield found[0].rstrip("/"), server.pid
        server.send_signal(signal.SIGTERM)


if __name__ == "__main__":
    main()
