"""The door of the Makefile: `python3 karmayogi/run/bootstrap.py run|test|check|…`, before anything is installed.

This file alone must be readable by an old Python, so that it can say which one is needed. The package beside it is
loaded under a name of its own, because importing `karmayogi` imports Celery, which is not there yet.
"""

import importlib
import importlib.util
import os
import sys

OLDEST = (3, 11)


def main(arguments):  # type: ignore[no-untyped-def]  # annotations come after the version check
    if sys.version_info < OLDEST:
        found = "{}.{}".format(*sys.version_info[:2])
        print(
            "Karmayogi needs Python 3.11 or newer, and python3 here is " + found + ": set PYTHON=… for make.",
            file=sys.stderr,
        )
        return 1
    if os.name != "posix":
        print("Karmayogi runs on Linux and macOS; on Windows use it inside WSL.", file=sys.stderr)
        return 1
    here = os.path.dirname(os.path.abspath(__file__))
    spec = importlib.util.spec_from_file_location(
        "launcher", os.path.join(here, "__init__.py"), submodule_search_locations=[here]
    )
    assert spec
    assert spec.loader
    package = importlib.util.module_from_spec(spec)
    sys.modules["launcher"] = package
    spec.loader.exec_module(package)
    return importlib.import_module("launcher.commands").main(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
