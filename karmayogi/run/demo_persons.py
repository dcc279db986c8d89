"""The demo persons as the terminal lists them, read from the demo's own cast."""

import subprocess
from pathlib import Path

# In a process of its own: the cast is the product's code, and its sentences wait for a language.
READ = """
from django.conf import settings
settings.configure(USE_I18N=False)
from karmayogi.demo.cast import CAST
for member in CAST:
    print(f"  {member.name:16} {member.who}")
"""


def listing(root: Path, *, site: str) -> str:
    read = subprocess.run(
        [str(root / ".venv" / "bin" / "python"), "-c", READ], cwd=root, capture_output=True, text=True, check=False
    )
    head = f"Demo persons, one click each at {site}/demo/ (the mail they receive: {site}/demo/mailbox):"
    return f"{head}\n{read.stdout.rstrip()}"
