"""A DOCX as PDF, by LibreOffice when this machine has it: in a profile of its own, with a time limit, on a thread of its own."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

SECONDS = 90
_one_at_a_time = ThreadPoolExecutor(max_workers=1, thread_name_prefix="pdf")


def converter() -> str | None:
    """LibreOffice's command on the PATH, or None."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def begun(docx: bytes) -> Future:
    """Begins at once and gives back the promise of the PDF's bytes; it raises RuntimeError or TimeoutError when there is none."""
    return _one_at_a_time.submit(as_pdf, docx)


def as_pdf(docx: bytes, seconds: int = SECONDS) -> bytes:
    """The PDF. LibreOffice and all it started are stopped after `seconds` (TimeoutError)."""
    command = converter()
    if not command:
        raise RuntimeError("LibreOffice is not on the PATH")
    with tempfile.TemporaryDirectory(prefix="telaio-pdf-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        source = folder / "verbale.docx"
        source.write_bytes(docx)
        process = subprocess.Popen(
            [command, "--headless", "--norestore", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--convert-to", "pdf",
             "--outdir", str(folder), str(source)],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True, env={**os.environ, "HOME": str(folder)},
        )
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            _stop(process)
            raise TimeoutError(f"LibreOffice took more than {seconds} seconds")
        made = folder / "verbale.pdf"
        if not made.exists():
            raise RuntimeError(f"LibreOffice ended with {process.returncode} and made no PDF")
        return made.read_bytes()


def _stop(process: subprocess.Popen) -> None:
    """With its children, where there are process groups."""
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()
