"""The variables a person sets for `make run`."""

from pathlib import Path

import pytest

from karmayogi.run.choices import Choices
from karmayogi.run.failures import Failure

ROOT = Path("/somewhere/karmayogi")


def choose(**environment: str) -> Choices:
    return Choices.from_environment(environment, root=ROOT)


def test_have_defaults_for_everything():
    assert choose() == Choices(
        port=8000,
        bind="127.0.0.1",
        data_dir=ROOT / ".data",
        database_url=None,
        database_owner_url=None,
        redis_url=None,
        demo=True,
    )


def test_give_the_content_origin_the_next_port():
    assert choose(PORT="9100").content_port == 9101


def test_turn_the_demo_off_beyond_loopback():
    assert choose(BIND="0.0.0.0").demo is False
    assert choose(BIND="::1").demo is True
    assert choose(BIND="localhost").bind == "127.0.0.1"


@pytest.mark.parametrize("port", ["abc", "0", "65535", "80.5", "-1", "", "८०००"])
def test_refuse_a_port_in_one_sentence(port):
    with pytest.raises(Failure) as refusal:
        choose(PORT=port)

    assert str(refusal.value) == (
        f"PORT={port} must be a whole number from 1 to 65534 (the content origin takes the port after it)."
    )


@pytest.mark.parametrize(
    "url",
    ["mysql://me:secret@there/db", "sqlite:///db", "postgresql://there", "postgresql://there:abc/db", "nonsense"],
)
def test_refuse_another_database_without_repeating_its_password(url):
    with pytest.raises(Failure) as refusal:
        choose(DATABASE_URL=url, DATABASE_OWNER_URL="postgresql://owner@there/db")

    assert str(refusal.value) == "DATABASE_URL must look like postgresql://user:password@host:port/database."


def test_refuse_one_database_address_without_the_other():
    with pytest.raises(Failure, match="so DATABASE_OWNER_URL must be set too"):
        choose(DATABASE_URL="postgresql://runtime@there/db")
    with pytest.raises(Failure, match="so DATABASE_URL must be set too"):
        choose(DATABASE_OWNER_URL="postgresql://owner@there/db")


def test_refuse_a_wrong_broker_address_and_a_wrong_flag():
    with pytest.raises(Failure, match=r"^REDIS_URL must look like redis://:password@host:port/0\.$"):
        choose(REDIS_URL="amqp://there")
    with pytest.raises(Failure, match=r"^DEMO=maybe must be one of 1, 0, true, false, yes, no, on, off\.$"):
        choose(DEMO="maybe")
    with pytest.raises(Failure, match=r"^BIND=here must be an IP address of this machine"):
        choose(BIND="here")
