import pytest

from core.sealing import CannotOpen, is_sealed, seal, unseal


def test_what_is_sealed_cannot_be_read_and_opens_again():
    sealed = seal("JBSWY3DPEHPK3PXP")

    assert is_sealed(sealed)
    assert "JBSWY3DPEHPK3PXP" not in sealed
    assert sealed != seal("JBSWY3DPEHPK3PXP")
    assert unseal(sealed) == "JBSWY3DPEHPK3PXP"


def test_what_an_older_release_kept_is_read_as_it_is():
    assert unseal("JBSWY3DPEHPK3PXP") == "JBSWY3DPEHPK3PXP"


def test_a_key_is_changed_without_losing_anything(settings):
    by_secret_key = seal("a")
    settings.SEALING_KEYS = ["first"]
    by_first = seal("b")
    settings.SEALING_KEYS = ["second", "first"]

    assert [unseal(by_secret_key), unseal(by_first)] == ["a", "b"]
    resealed = seal(unseal(by_first))
    settings.SEALING_KEYS = ["second"]
    assert unseal(resealed) == "b"
    with pytest.raises(CannotOpen):
        unseal(by_first)


def test_a_changed_letter_opens_nothing():
    sealed = seal("a")

    with pytest.raises(CannotOpen):
        unseal(sealed[:-6] + "AAAAA=")
