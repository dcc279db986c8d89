"""Which day's draw it is: what is drawn anew every day, and the part of a long walk that is looked at today."""

import os
from datetime import UTC, datetime

TODAY = int(os.environ.get("FUZZ_DAY") or datetime.now(UTC).toordinal())  # FUZZ_DAY draws that of a day again
