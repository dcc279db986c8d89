import pytest

from accounts.rules import mobile


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("9876543210", "+919876543210"),
        ("98765 43210", "+919876543210"),
        ("09876543210", "+919876543210"),
        ("+91 98765-43210", "+919876543210"),
        ("919876543210", "+919876543210"),
        ("+44 20 7946 0000", "+442079460000"),
        ("12345", "12345"),
        ("", ""),
    ],
)
def test_a_number_is_stored_in_one_form(typed, stored):
    assert mobile(typed) == stored
