"""What the machine must have before anything starts."""

import socket

import pytest

from karmayogi.run import machine
from karmayogi.run.failures import Failure


@pytest.fixture
def taken_port():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


def test_a_taken_port_is_refused_in_one_sentence(taken_port):
    with pytest.raises(Failure) as refusal:
        machine.require_port(taken_port, host="127.0.0.1", purpose="PORT, the site")

    assert str(refusal.value) == (
        f"Port {taken_port} (PORT, the site) is taken by another program: stop it, or choose another with PORT=…."
    )


def test_a_free_port_passes(taken_port):
    free = machine.ports.any_free()

    machine.require_port(free, host="127.0.0.1", purpose="PORT, the site")


def test_less_than_a_gigabyte_is_refused_in_one_sentence(tmp_path):
    with pytest.raises(Failure) as refusal:
        machine.require_space(tmp_path, probe=lambda folder: 700 * 1024**2)

    assert str(refusal.value) == (f"Only 700 MB are free on the disk of {tmp_path}: at least 1 GB (1024 MB) is needed.")


def test_a_gigabyte_is_enough(tmp_path):
    machine.require_space(tmp_path, probe=lambda folder: 1024**3)


def test_space_is_asked_of_the_disk_where_the_folder_will_be(tmp_path):
    assert machine.free_bytes(tmp_path / "not" / "there" / "yet") > 0
