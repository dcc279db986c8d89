"""The embedded Valkey: broker and cache, a real server from a wheel, on loopback with a password."""

import socket
import time
from dataclasses import dataclass
from pathlib import Path

from .ports import any_free
from .private_files import kept_secret, write_private


@dataclass
class Valkey:
    """One server and its data folder."""

    home: Path
    program: Path
    throw_away: bool = False
    port: int = 0

    @property
    def url(self) -> str:
        return f"redis://:{self.password()}@127.0.0.1:{self.port}/0"

    def password(self) -> str:
        return kept_secret(self.home / "password")

    def prepare(self) -> None:
        self.home.mkdir(parents=True, exist_ok=True)
        self.home.chmod(0o700)
        kept = self.home / "port"
        self.port = any_free(int(kept.read_text()) if kept.exists() else None)
        kept.write_text(f"{self.port}\n")
        write_private(self.home / "valkey.conf", "\n".join(self.settings()))

    def settings(self) -> list[str]:
        """The password stands in a file, because arguments can be read by everybody on the machine."""
        keeps = ['save ""', "appendonly no"] if self.throw_away else ["appendonly yes", "appendfsync everysec"]
        return [
            "bind 127.0.0.1",
            f"port {self.port}",
            f'dir "{self.home}"',
            f"requirepass {self.password()}",
            "daemonize no",
            "maxmemory-policy noeviction",
            *keeps,
        ]

    def command(self) -> list[str]:
        return [str(self.program), str(self.home / "valkey.conf")]

    def is_ready(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=1) as line:
                line.sendall(f"AUTH {self.password()}\r\nPING\r\n".encode())
                answer = b""
                while b"PONG" not in answer:
                    chunk = line.recv(256)
                    if not chunk:
                        return False
                    answer += chunk
                return True
        except OSError:
            return False

    def wait_until_ready(self, *, seconds: float) -> bool:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if self.is_ready():
                return True
            time.sleep(0.05)
        return False
