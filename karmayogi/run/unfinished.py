"""A first start that was interrupted while it loaded the demo.

Loading is many transactions, each of which takes the ones before for granted; so what is left of it is not taken up, but
thrown away. Nobody can miss it: nothing was served from it.
"""

import shutil

from .data_folder import DataFolder
from .postgres import Postgres


def is_unfinished(data: DataFolder) -> bool:
    return data.is_unused and not data.has_demo


def begin_anew(postgres: Postgres, data: DataFolder) -> None:
    """The same server with an empty database, no files, and nothing kept by a broker, which must not run."""
    postgres.drop()
    postgres.provision()
    for folder in ("media", "valkey"):
        shutil.rmtree(data.path / folder, ignore_errors=True)
