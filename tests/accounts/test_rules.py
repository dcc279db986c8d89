import pytest

from accounts.rules import browser_and_system, mobile


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


@pytest.mark.parametrize(
    ("user_agent", "said"),
    [
        ("Mozilla/5.0 (Android 14; Mobile; rv:128.0) Gecko/128.0 Firefox/128.0", ("Firefox", "Android")),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/129.0.0.0 Safari/537.36"
         " Edg/129.0.0.0", ("Edge", "Windows")),
        ("Mozilla/5.0 (Linux; Android 13; SM-S901B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/25.0"
         " Chrome/121.0.0.0 Mobile Safari/537.36", ("Samsung Internet", "Android")),
        ("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/129.0.0.0 Safari/537.36",
         ("Chrome", "Linux")),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5"
         " Mobile/15E148 Safari/604.1", ("Safari", "iPhone")),
        ("Mozilla/5.0 (iPad; CPU OS 17_5 like Mac OS X) AppleWebKit/605.1.15 CriOS/129.0 Mobile/15E148 Safari/604.1",
         ("Chrome", "iPad")),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/17.5 Safari/605.1.15",
         ("Safari", "macOS")),
        ("curl/8.5.0", ("", "")),
        ("", ("", "")),
    ],
)  # fmt: skip
def test_a_browser_is_called_by_its_name(user_agent, said):
    assert browser_and_system(user_agent) == said
