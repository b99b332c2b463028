"""A corridor's Wi-Fi: a TCP proxy between tablets and server that can be cut, go deaf, swallow everything, or be slow."""

from __future__ import annotations

import socket
import threading
import time

UP, CUT, HOLE, DEAF = "up", "cut", "hole", "deaf"
"""up: passes all on · cut: resets what is open and refuses what is new · hole: takes everything and passes nothing on ·
deaf: the server hears the tablet, the tablet does not hear the server."""


class Proxy:
    """Listens on a port of its own and passes on to `port`; `mode` and `delay` (seconds each way) may change at any time."""

    def __init__(self, port: int):
        self.to, self.mode, self.delay = port, UP, 0.0
        self.open: set[socket.socket] = set()
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.url = f"http://localhost:{self.port}"
        threading.Thread(target=self._listen, daemon=True).start()

    def turn(self, mode: str, delay: float = 0.0) -> None:
        """From now on like this. What a hole or deafness swallowed stays lost: its connections are reset when it ends."""
        was, self.mode, self.delay = self.mode, mode, delay
        if mode == CUT or (was in (HOLE, DEAF) and mode != was):
            self._reset()

    def close(self) -> None:
        self.listener.close()
        self._reset()

    def _listen(self) -> None:
        while True:
            try:
                tablet, _ = self.listener.accept()
            except OSError:
                return
            if self.mode == CUT:
                _reset(tablet)
                continue
            threading.Thread(target=self._serve, args=(tablet,), daemon=True).start()

    def _serve(self, tablet: socket.socket) -> None:
        self.open.add(tablet)
        while self.mode == HOLE:
            time.sleep(0.05)
        try:
            server = socket.create_connection(("127.0.0.1", self.to), timeout=5)
        except OSError:
            self._drop(tablet)
            return
        server.settimeout(None)
        self.open.add(server)
        threading.Thread(target=self._pass_on, args=(server, tablet, (HOLE, DEAF)), daemon=True).start()
        self._pass_on(tablet, server, (HOLE,))

    def _pass_on(self, one: socket.socket, other: socket.socket, swallowed: tuple[str, ...]) -> None:
        try:
            while data := one.recv(65536):
                if self.delay:
                    time.sleep(self.delay)
                if self.mode not in swallowed:
                    other.sendall(data)
        except OSError:
            pass
        self._drop(one)
        self._drop(other)

    def _drop(self, end: socket.socket) -> None:
        self.open.discard(end)
        _reset(end)

    def _reset(self) -> None:
        for end in list(self.open):
            self._drop(end)


def _reset(end: socket.socket) -> None:
    """So that the other side is told at once, and a thread waiting here wakes."""
    try:
        end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")
        end.shutdown(socket.SHUT_RDWR)
    except OSError:
        pass
    end.close()
