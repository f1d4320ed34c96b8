"""What Weft is made of is known: every library pinned by version and hash, listed, and the same each time it is made."""

import importlib.util
import json
import os
import re
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from types import ModuleType

import pytest

from weft.web.files import STATIC

ROOT = Path(__file__).parents[2]
LOCKS = ("serve", "check")


def tool() -> ModuleType:
    found = importlib.util.spec_from_file_location("parts", ROOT / "tools" / "parts.py")
    assert found and found.loader
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


def text(lock: str) -> str:
    return (ROOT / "requirements" / f"{lock}.txt").read_text("utf-8")


@pytest.mark.parametrize("lock", LOCKS)
def test_every_library_is_pinned_by_version_and_hash(lock: str) -> None:
    found = tool().libraries(text(lock))
    assert len(found) > 10
    assert all(one["hashes"] and one["version"] for one in found)
    assert len({one["name"].lower() for one in found}) == len(found)
    assert not re.search(
        r"(?m)^\s*(-e|git\+|https?:|--(extra-)?index-url|--trusted-host|--find-links)", text(lock)
    )


@pytest.mark.parametrize(
    "loose", ["apsw>=3.54", "apsw==3.54.1.0", "apsw @ https://elsewhere.example/apsw.whl"]
)
def test_a_library_that_is_not_would_be_noticed(loose: str) -> None:
    with pytest.raises(ValueError, match="not pinned"):
        tool().libraries(f"{text('serve')}\n{loose}\n")


def test_whatever_weft_asks_for_is_locked() -> None:
    asked = re.search(r"(?s)\ndependencies = \[(.*?)\n\]", (ROOT / "pyproject.toml").read_text("utf-8"))
    assert asked
    wanted = {name.lower() for name in re.findall(r'"([A-Za-z0-9._-]+)[><=]', asked[1])}
    assert wanted
    assert wanted <= {one["name"].lower() for one in tool().libraries(text("serve"))}


def test_installing_asks_for_the_hashes() -> None:
    assert "--require-hashes" in (ROOT / "tools" / "ready.sh").read_text("utf-8")


def test_the_list_of_parts_names_every_library_and_every_copied_file() -> None:
    parts = tool().listed()
    assert (parts["bomFormat"], parts["specVersion"]) == ("CycloneDX", "1.5")
    named = {one["purl"] for one in parts["components"]}
    assert {"pkg:npm/hash-wasm@4.13.0", "pkg:npm/idiomorph@0.8.0"} <= named
    assert sum(one.startswith("pkg:pypi/") for one in named) == len(tool().libraries(text("serve")))
    vendored = {path.name for path in (STATIC / "js" / "vendor").iterdir()} - {"VENDORED.txt"}
    assert len(vendored) == sum(one.startswith("pkg:npm/") for one in named)
    assert len({one["bom-ref"] for one in parts["components"]}) == len(parts["components"])
    for one in parts["components"]:
        assert all(re.fullmatch("[0-9a-f]{64}", each["content"]) for each in one["hashes"])


def made_twice(code: str) -> set[str]:
    """What two processes make of the same tree, with other random seeds, in other places, on other days."""
    outcomes = set()
    for seed, zone in (("1", "UTC"), ("2", "Pacific/Chatham")):
        around = os.environ | {
            "PYTHONHASHSEED": seed,
            "TZ": zone,
            "PYTHONPATH": str(ROOT / "src"),
            "LC_ALL": "C",
        }
        done = subprocess.run(
            [sys.executable, "-c", code], env=around, capture_output=True, check=True, cwd="/"
        )
        outcomes.add(sha256(done.stdout).hexdigest())
    return outcomes


def test_the_list_of_parts_is_the_same_each_time() -> None:
    assert (
        len(
            made_twice(f"import runpy; runpy.run_path({str(ROOT / 'tools/parts.py')!r}, run_name='__main__')")
        )
        == 1
    )


def test_two_builds_of_what_everyone_is_sent_are_identical() -> None:
    """The list has the hash of every file and page that everyone is sent alike; so have two signatures of it."""
    code = "from weft.release import here, written; print(written(here(), bytes(range(32))))"
    assert len(made_twice(code)) == 1


def test_the_list_is_json_that_reads_back() -> None:
    parts = tool().listed()
    assert json.loads(tool().written(parts)) == parts


def test_the_audit_of_known_weaknesses_asks_about_what_is_locked_and_nothing_else() -> None:
    script = (ROOT / "tools" / "audit").read_text("utf-8")
    assert os.access(ROOT / "tools" / "audit", os.X_OK)
    assert "--require-hashes" in script and "--disable-pip" in script
