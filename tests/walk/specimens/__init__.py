"""Something to see on every page: courses in each state, sittings, certificates, a plan, files, jobs, messages.

Made by the actions that the pages call, over the demo's data: in the test database, or, run as a program, in the
product's (`python -m tests.walk.specimens` prints the places as JSON).
"""

from datetime import UTC, datetime

NOW = datetime(2026, 11, 20, 6, 0, tzinfo=UTC)


def make(at: datetime = NOW) -> dict[str, str]:
    """Make everything and return where it stands: the placeholders of `tests.walk.pages`."""
    from tests.cast import Cast
    from tests.walk.specimens.administered import exchanged, planned, told
    from tests.walk.specimens.authored import authored
    from tests.walk.specimens.learned import learned
    from tests.walk.specimens.secured import secured
    from tests.walk.specimens.signed_on import signed_on

    cast = Cast.load()
    return {
        **authored(cast, at),
        **learned(cast, at),
        **planned(cast, at),
        **exchanged(cast, at),
        **told(cast, at),
        **secured(cast),
        **signed_on(cast, at),
    }
