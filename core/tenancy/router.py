"""Migrations run as the owner of the tables: `manage.py migrate --database owner`."""


class OwnerMigrates:
    def allow_migrate(self, db: str, app_label: str, **hints: object) -> bool:
        return db == "owner"
