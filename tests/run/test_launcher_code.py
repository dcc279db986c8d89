"""The launcher runs before anything is installed, so its code may lean on the standard library alone."""

import ast
import os
import subprocess
import sys
from pathlib import Path

LAUNCHER = Path(__file__).resolve().parents[2] / "karmayogi" / "run"


def test_imports_the_standard_library_and_itself_only():
    for file in LAUNCHER.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            names = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.level == 0:
                names = [str(node.module)]
            for name in names:
                assert name.split(".")[0] in sys.stdlib_module_names, f"{file.name} imports {name}"


def test_bootstrap_can_be_read_by_an_old_python():
    ast.parse((LAUNCHER / "bootstrap.py").read_text(), feature_version=(3, 6))


def test_a_wrong_variable_ends_with_code_1_one_sentence_and_no_traceback():
    done = launch("run", PORT="abc")

    assert done.returncode == 1
    assert (
        done.stderr == "PORT=abc must be a whole number from 1 to 65534 (the content origin takes the port after it).\n"
    )
    assert done.stdout == ""


def test_an_unknown_command_lists_the_known_ones():
    done = launch("fly")

    assert done.returncode == 1
    assert done.stderr.startswith("There is no command fly: choose one of run, ")


def launch(*arguments: str, **variables: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, str(LAUNCHER / "bootstrap.py"), *arguments],
        env={"PATH": os.environ["PATH"], **variables},
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )
