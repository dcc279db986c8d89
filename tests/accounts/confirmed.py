"""A browser whose person has just shown anew who they are."""

import time

from django.test import Client


def confirmed(browser: Client) -> Client:
    session = browser.session
    shown = session.get("account_authentication_methods", [])
    session["account_authentication_methods"] = [*shown, {"method": "code", "at": time.time(), "reauthenticated": True}]
    session.save()
    return browser
