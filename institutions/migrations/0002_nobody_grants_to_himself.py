"""A person reads the own roles but writes none of them: before, the fence let a raw insert make oneself a leader."""

from django.db import migrations

from core.tenancy.fences import Personal
from core.tenancy.operations import ReplaceFence


class Migration(migrations.Migration):
    dependencies = [("institutions", "0001_tree_positions_roles")]

    operations = [
        ReplaceFence(
            "institutions_membership",
            Personal(person="person_id", organisation="organisation_id"),
            Personal(person="person_id", organisation="organisation_id", person_writes=False),
        )
    ]
