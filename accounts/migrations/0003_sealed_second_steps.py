"""Seal the secrets of authenticator apps and recovery codes that were kept as they are."""

from typing import Any

from django.db import migrations

from core.sealing import is_sealed, seal


def seal_kept(apps: Any, schema_editor: Any) -> None:
    authenticators = apps.get_model("mfa", "Authenticator").objects.using(schema_editor.connection.alias)
    for authenticator in authenticators.filter(type__in=("totp", "recovery_codes")).iterator(chunk_size=1000):
        changed = {
            field: seal(value)
            for field in ("secret", "seed")
            if isinstance(value := authenticator.data.get(field), str) and not is_sealed(value)
        }
        codes = authenticator.data.get("migrated_codes")
        if codes and not all(is_sealed(code) for code in codes):
            changed["migrated_codes"] = [code if is_sealed(code) else seal(code) for code in codes]
        if changed:
            authenticators.filter(pk=authenticator.pk).update(data={**authenticator.data, **changed})


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_name_of_the_address"),
        ("mfa", "0003_authenticator_type_uniq"),
    ]

    operations = [migrations.RunPython(seal_kept, migrations.RunPython.noop)]
