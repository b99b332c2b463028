"""Starts what is measured, each in a process of its own on a free port, and stops it again."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.bench.load import Meter

ROOT = Path(__file__).parents[2]
FLOORS = Path(__file__).parent / "floors"


@dataclass(frozen=True)
class Server:
    """A running server: its address and its CPU meter."""

    base: str
    meter: Meter


def free_port() -> int:
    """A port nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def telaio(data: Path) -> Iterator[Server]:
    """Our server on a data folder."""
    with _streamlit(ROOT / "app.py", cwd=ROOT, answers="/health", TELAIO_DATA=str(data)) as server:
        yield server


@contextmanager
def bare(gc: bool) -> Iterator[Server]:
    """A Streamlit app with one button, as installed or with `runner.postScriptGC = false`."""
    option = f"--runner.postScriptGC={str(gc).lower()}"
    with tempfile.TemporaryDirectory() as empty, _streamlit(FLOORS / "bare.py", option, cwd=Path(empty)) as server:
        yield server


@contextmanager
def django_taps(database: Path) -> Iterator[Server]:
    """The Django view under gunicorn, with two workers for the two cores."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "-w", "2", "--threads", "8", "-b", f"127.0.0.1:{port}", "django_taps:application",
               "--log-level", "error"]
    with _running(command, f"http://127.0.0.1:{port}", "/", cwd=FLOORS, BENCH_DB=str(database)) as server:
        yield server


def _streamlit(script: Path, *options: str, cwd: Path, answers: str = "/_stcore/health", **environment: str):
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.address=127.0.0.1", f"--server.port={port}",
               "--server.headless=true", "--browser.gatherUsageStats=false", "--server.fileWatcherType=none", *options]
    return _running(command, f"http://127.0.0.1:{port}", answers, cwd=cwd, **environment)


@contextmanager
def _running(command: list[str], base: str, answers: str, cwd: Path, **environment: str) -> Iterator[Server]:
    process = subprocess.Popen(command, cwd=cwd, env={**os.environ, **environment}, stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL)
    try:
        for _ in range(200):
            if process.poll() is not None:
                raise RuntimeError(f"ended at once: {' '.join(command)}")
            try:
                urllib.request.urlopen(base + answers, timeout=1)
                break
            except urllib.error.HTTPError:
                break
            except OSError:
                time.sleep(0.1)
        yield Server(base, Meter(process.pid))
    finally:
        process.terminate()
        process.wait(20)
