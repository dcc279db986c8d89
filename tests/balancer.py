"""A proxy in front of several copies of the site: each connection goes to the next copy that answers."""

import itertools
import socket
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress


class Balancer:
    """Passes bytes on, as a proxy in TCP mode does. `served`: connections by the port that took them."""

    def __init__(self, ports: Sequence[int]) -> None:
        self.ports, self.served = list(ports), Counter[int]()
        self._turn = itertools.count()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def _accept(self) -> None:
        while True:
            try:
                client, _address = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        first = next(self._turn)
        for step in range(len(self.ports)):
            port = self.ports[(first + step) % len(self.ports)]
            try:
                site = socket.create_connection(("127.0.0.1", port), timeout=5)
            except OSError:
                continue  # this copy is away: the next one
            self.served[port] += 1
            site.settimeout(60)
            back = threading.Thread(target=_pass, args=(site, client), daemon=True)
            back.start()
            _pass(client, site)
            back.join()
            site.close()
            break
        client.close()


def _pass(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while piece := source.recv(65536):
            target.sendall(piece)
    with suppress(OSError):
        target.shutdown(socket.SHUT_WR)


@contextmanager
def balanced(*ports: int) -> Iterator[Balancer]:
    balancer = Balancer(ports)
    try:
        yield balancer
    finally:
        balancer.close()
