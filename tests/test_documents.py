"""What the documents say is there: links lead somewhere, commands exist, words are explained, tests are named right."""

import re
from pathlib import Path

import pytest

from weft import __version__
from weft.cli.main import COMMANDS
from weft.settings import SETTINGS

ROOT = Path(__file__).parents[1]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])

LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)", re.DOTALL)
COMMAND = re.compile(r"\./weft +([a-z]+)")
TEST = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
PLACE = re.compile(r"`([\w/]+\.py):(\w+)`")
SETTING = re.compile(r"\bWEFT_[A-Z_]+")
MACHINE = re.compile(r"/(?:home|root|work|tmp|Users)/\w")

LATER = {"backup"}
"""Commands the documents speak of as not there yet."""

CRAFT = """person partner viewer host sitting log trace seal open lock unlock envelope presence attending moment mark
instant entry move cue script suggestion invitation remark complaint transaction event tool sign-in"""
PRODUCT = "couple practice exercise step plan gesture need check-in season thread pick band"


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def anchors(path: Path) -> set[str]:
    """The places in a document a link may lead to, as they are made from headings."""
    found = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", one.lower()).replace(" ", "-") for one in found}


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", DOCUMENTS, ids=named)
def test_every_link_of_ours_leads_somewhere(path: Path) -> None:
    for target in LINK.findall(path.read_text(encoding="utf-8")):
        if target.startswith(("http:", "https:")):
            continue
        name, _, place = target.partition("#")
        led = (path.parent / name).resolve() if name else path
        assert led.exists(), target
        assert not place or place in anchors(led), target


@pytest.mark.parametrize("path", DOCUMENTS, ids=named)
def test_every_command_exists_or_is_said_to_come_later(path: Path) -> None:
    assert set(COMMAND.findall(path.read_text(encoding="utf-8"))) <= set(COMMANDS) | LATER
    assert not LATER & set(COMMANDS)


@pytest.mark.parametrize("path", DOCUMENTS, ids=named)
def test_no_document_knows_the_machine_it_was_written_on(path: Path) -> None:
    assert not MACHINE.search(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", [*DOCUMENTS, ROOT / "docs/weft.service"], ids=named)
def test_every_setting_exists(path: Path) -> None:
    assert set(SETTING.findall(path.read_text(encoding="utf-8"))) <= {*SETTINGS, "WEFT_CONF"}


def test_every_command_is_in_the_readme() -> None:
    assert set(COMMANDS) <= set(COMMAND.findall(read("README.md")))
    for script in ("weft", "check", "bench"):
        assert f"./{script}" in read("README.md")
        assert (ROOT / script).stat().st_mode & 0o111


def test_every_setting_is_explained_to_the_host() -> None:
    assert set(SETTINGS) <= set(SETTING.findall(read("docs/hosting.md")))


@pytest.mark.parametrize("word", f"{CRAFT} {PRODUCT}".split())
def test_our_words_are_in_the_glossary(word: str) -> None:
    explained = re.findall(r"^\| ([^|]+) \|", read("docs/glossary.md"), re.MULTILINE)
    assert word in {one.strip().lower() for row in explained for one in row.split(",")}


def test_the_changes_of_this_version_are_written_down() -> None:
    assert re.search(rf"^## {re.escape(__version__)}\b", read("CHANGELOG.md"), re.MULTILINE)


def test_a_promise_names_tests_that_exist() -> None:
    named_tests = TEST.findall(read("SECURITY.md"))
    assert named_tests
    for path, name in named_tests:
        assert f"def {name}(" in read(path), f"{path}::{name}"


def test_every_promise_has_a_test_or_says_not_yet() -> None:
    promises = re.split(r"^\d+\. ", read("SECURITY.md").split("\n## ")[1], flags=re.MULTILINE)[1:]
    for promise in promises:
        assert re.search(r"\*Test:\* .*(`tests/|not yet)", promise, re.DOTALL), promise[:60]


def test_the_tour_passes_only_places_that_exist() -> None:
    for path, name in PLACE.findall(read("docs/tour.md")):
        assert re.search(rf"(def|class) {name}\b|^{name}\b", read(f"src/weft/{path}"), re.MULTILINE), (
            f"{path}:{name}"
        )


def test_the_picture_is_small_enough_for_a_slow_line() -> None:
    pictures = list((ROOT / "docs/picture").glob("*.png"))
    assert pictures
    assert all(one.stat().st_size < 250_000 for one in pictures)
