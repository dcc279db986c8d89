"""Secrets of the second step are unreadable in the database, also those that were kept before, and survive a new key."""

from importlib import import_module
from types import SimpleNamespace

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection

from tests.accounts.test_second_step import code_of


def test_secret_and_seed_are_sealed(cast):
    secret = generate_totp_secret()
    TOTP.activate(cast.user("asha"), secret)
    codes = RecoveryCodes.activate(cast.user("asha"))

    kept = {row.type: row.data for row in Authenticator.objects.all()}
    assert secret not in str(kept)
    assert kept["totp"]["secret"].startswith("sealed:")
    assert kept["recovery_codes"]["seed"].startswith("sealed:")
    assert Authenticator.objects.get(type="totp").wrap().validate_code(code_of(secret))
    assert codes.validate_code(codes.get_unused_codes()[0])


def test_what_was_kept_before_is_sealed_by_the_migration_and_goes_on_working(cast):
    secret = generate_totp_secret()
    plain = {"secret": secret, "other": 1}
    kept = Authenticator.objects.create(user=cast.user("asha"), type="totp", data=plain)
    assert kept.wrap().validate_code(code_of(secret))
    migration = import_module("accounts.migrations.0003_sealed_second_steps")

    for _twice in range(2):
        apps = SimpleNamespace(get_model=lambda *_named: Authenticator)
        migration.seal_kept(apps, SimpleNamespace(connection=connection))

    kept.refresh_from_db()
    assert kept.data["secret"].startswith("sealed:")
    assert kept.data["other"] == 1
    cache.clear()
    assert kept.wrap().validate_code(code_of(secret))


def test_a_new_key_seals_everything_anew(cast, settings, capsys):
    secret = generate_totp_secret()
    TOTP.activate(cast.user("asha"), secret)
    settings.SEALING_KEYS = ["new"]

    call_command("reseal_secrets")

    assert capsys.readouterr().out == "1 second steps sealed anew.\n0 secrets of sign-in services sealed anew.\n"
    settings.SECRET_KEY = "another"
    assert Authenticator.objects.get().wrap().validate_code(code_of(secret))
