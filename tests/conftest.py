"""What all tests share: the ``--long`` option, and an order in which several can run at once (``./check`` does)."""

from pathlib import Path

import pytest

HERE = Path(__file__).parent
FIRST = ("promises/test_non_interference.py", "promises/", "web/test_templates.py")
"""What takes longest, so that nothing long is left over at the end. Each test of the first file goes by itself."""
ALONE = (
    "browser/",
    "cli/test_anew.py",
    "core/tapestry/test_svg.py",
    "live/",
    "promises/test_killed_",
    "promises/test_memory_after_lock.py",
    "promises/test_same_time.py",
    "promises/test_two_hundred_revokes.py",
    "promises/test_what_is_printed.py",
)
"""Tests which drive a browser or ask how long something takes: ``./check`` runs them when nothing else runs."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="play the long promises at their full length")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "long: takes minutes; only with --long")
    config.addinivalue_line("markers", "alone: drives a browser, or asks how long something takes")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        place = item.path.relative_to(HERE).as_posix()
        if place.startswith(ALONE):
            item.add_marker(pytest.mark.alone)
        elif not place.startswith(FIRST[0]):
            item.add_marker(pytest.mark.xdist_group(place))
        if "long" in item.keywords and not config.getoption("--long"):
            item.add_marker(pytest.mark.skip(reason="takes minutes; ask for it with --long"))
    items.sort(key=_turn)  # A stable sort: within a turn they stay as they were found.


def _turn(item: pytest.Item) -> int:
    place = item.path.relative_to(HERE).as_posix()
    return next((turn for turn, first in enumerate(FIRST) if place.startswith(first)), len(FIRST))
