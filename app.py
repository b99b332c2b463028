"""Telaio, as a server: the screens (pages/frame.py) and the few routes of ours beside them. `streamlit run app.py`."""

from __future__ import annotations

import gc
import logging
import sys
from contextlib import asynccontextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import streamlit as st  # noqa: E402
from starlette.middleware import Middleware  # noqa: E402

from db.connection import FILES, file_of  # noqa: E402
from db.migrations import migrate  # noqa: E402
from pages import edge  # noqa: E402
from pages.gate import Gate  # noqa: E402
from pages.office import trouble  # noqa: E402


@asynccontextmanager
async def lifespan(_app):
    """Brings the files that exist to the newest tables, once, before anybody connects."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    for name in ("watchdog", "httpx", "asyncio", "fontTools"):
        logging.getLogger(name).setLevel(logging.WARNING)
    for kind in FILES:
        if file_of(kind).exists():
            migrate(file_of(kind))
    gc.collect()
    gc.freeze()
    address = st.get_option("server.address") or "localhost"
    print(f"\n  Telaio: http://{address}:{st.get_option('server.port')}\n", flush=True)
    yield


app = st.App(
    Path(__file__).parent / "pages" / "frame.py", lifespan=lifespan, routes=edge.ROUTES, middleware=[Middleware(Gate)],
    exception_handlers={Exception: trouble.answer},
)
