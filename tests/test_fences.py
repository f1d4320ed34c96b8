"""Imports point down, never sideways, never up; and the few things only one layer may touch."""

import ast
import sys
from functools import cache
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[1] / "src" / "weft"
MODULES = sorted(HOUSE.rglob("*.py"))

MAY_IMPORT = {
    "core": {"core"},
    "vault": {"vault"},
    "store": {"store", "core", "keeper.ports"},
    "live": {"live"},
    "errands": set[str](),
    "pictures": {"errands"},
    "outward": {"outward"},
    "calendars": {"errands"},
    "press": {"press", "core", "errands"},
    "insight": {"insight", "errands"},
    "backups": {"backups", "keeper.chains", "keeper.ports", "store", "vault"},
    "keeper": {
        "keeper",
        "core",
        "vault",
        "live",
        "press",
        "pictures.sandbox",
        "outward",
        "calendars.sandbox",
        "insight.asking",
        "insight.told",
    },
    "web": {
        "web",
        "keeper",
        "core",
        "press",
        "settings",
        "live",
        "vault.derive",
        "insight.asking",
        "insight.told",
    },
    "demo": {"demo", "keeper", "core", "vault.account", "vault.derive"},
    "cli": {
        "cli",
        "demo",
        "keeper",
        "press",
        "core",
        "web",
        "settings",
        "assemble",
        "backups",
        "release",
        "live",
        "vault.errors",
        "weft",
    },
}
"""The vault knows nothing of people; the web reads one constant of it, how hard a passphrase is to derive."""

ONLY = {
    "cryptography": {"vault"},
    "webauthn": {"vault"},
    "apsw": {"store"},
    "sqlite3": {"store"},
    "jinja2": {"web"},
    "random": set[str](),
    "socket": {"outward", "cli"},
    "ssl": {"outward"},
    "recurring_ical_events": {"calendars"},
    "fpdf": {"press"},
    "numpy": {"press", "insight"},
    "PIL": {"pictures", "press"},
}
ALONE = ("calendars/expand.py", "pictures/redraw.py", "errands/bounded.py")
"""Programs which read what strangers wrote, and what bounds them."""
LISTENS = "cli.anew"
"""Takes over the socket the server listens on, and reaches nobody with it; only ``outward`` calls out."""


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(HOUSE).with_suffix("").parts).removesuffix(".__init__")


@cache
def imports(path: Path) -> frozenset[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            inner = {f"{node.module}.{alias.name}" for alias in node.names}
            ours = {one for one in inner if (HOUSE / Path(*one.split(".")[1:])).with_suffix(".py").exists()}
            found |= ours or {node.module}
    return frozenset(found)


def ours(path: Path) -> set[str]:
    return {one.removeprefix("weft.") for one in imports(path) if one.startswith("weft.")}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_imports_only_from_where_it_may(path: Path) -> None:
    layer = path.relative_to(HOUSE).parts[0]
    if layer not in MAY_IMPORT:
        return
    allowed = MAY_IMPORT[layer]
    wrong = {one for one in ours(path) if not any(one == way or one.startswith(f"{way}.") for way in allowed)}
    assert not wrong


@pytest.mark.parametrize("path", [one for one in MODULES if "core" in one.parts], ids=name_of)
def test_the_core_stands_on_the_standard_library_alone(path: Path) -> None:
    tops = {one.split(".")[0] for one in imports(path)}
    assert tops <= sys.stdlib_module_names | {"weft"}
    assert not tops & {"random", "time", "os", "socket"}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_some_libraries_have_one_layer_each(path: Path) -> None:
    layer = path.relative_to(HOUSE).parts[0]
    libraries = {one.split(".")[0] for one in imports(path)} - (
        {"socket"} if name_of(path) == LISTENS else set()
    )
    for top in libraries & set(ONLY):
        assert layer in ONLY[top]


@pytest.mark.parametrize("name", ALONE)
def test_what_reads_the_bytes_of_strangers_knows_nothing_of_ours(name: str) -> None:
    assert not ours(HOUSE / name)


def test_one_place_alone_begins_a_process() -> None:
    """The command line has its own reasons; a server has this one."""
    texts = {name_of(path): path.read_text() for path in MODULES}
    assert {name for name, text in texts.items() if "subprocess" in text} == {"errands.errand"}
    assert {name for name, text in texts.items() if "setrlimit" in text} == {"errands.bounded", "cli.unseen"}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_no_import_hides_inside_a_function(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert not [one for one in ast.walk(node) if isinstance(one, ast.Import | ast.ImportFrom)]


def test_there_are_no_rings() -> None:
    edges = {name_of(path): {one for one in ours(path)} for path in MODULES}
    done: set[str] = set()

    def visit(name: str, way: tuple[str, ...]) -> None:
        assert name not in way, " -> ".join((*way, name))
        if name in done:
            return
        for below in edges.get(name, ()):
            visit(below, (*way, name))
        done.add(name)

    for name in edges:
        visit(name, ())
