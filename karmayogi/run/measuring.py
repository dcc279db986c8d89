"""`make bench NAME=…`: runs bench/NAME.py on throw-away servers, set as in production; it writes
bench/results/NAME.json."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from .failures import Failure
from .steps import Steps
from .testing import in_foreground, prepare
from .throw_away import throw_away_servers


def bench(root: Path, environment: Mapping[str, str], arguments: Sequence[str]) -> int:
    known = sorted(file.stem for file in (root / "bench").glob("*.py") if not file.stem.startswith("_"))
    if len(arguments) != 1 or arguments[0] not in known:
        raise Failure(f"NAME must be one of: {', '.join(known) or 'none yet'}.")
    prepare(root, environment, Steps())
    with throw_away_servers(root, environment, forgetful=False) as env:
        return in_foreground(["python", "-m", f"bench.{arguments[0]}"], root=root, env=env)
