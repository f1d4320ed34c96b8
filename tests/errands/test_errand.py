"""A process of its own: what it may do, what it is told, how long it is listened to, and that it ends."""

import asyncio
import gc
import os
import time
from collections.abc import Callable
from contextlib import aclosing, suppress
from dataclasses import replace
from pathlib import Path

import pytest

from weft.errands.errand import HOUSE, Errand, NoAnswer, Why

Made = Callable[[str], Errand]
Ask = Callable[[Errand, bytes], bytes]


def served(errand: Errand, words: bytes) -> bytes:
    return asyncio.run(errand.answer(words))


def waited(errand: Errand, words: bytes) -> bytes:
    return errand.answer_here(words)


BOTH = pytest.mark.parametrize("ask", [served, waited], ids=["a server", "a command"])
"""A server waits for many at once, a command for one; what holds for one holds for the other."""


@pytest.fixture
def made(tmp_path: Path) -> Made:
    """An errand to a program of these lines."""

    def made(lines: str) -> Errand:
        program = tmp_path / "program.py"
        program.write_text(f"import os, sys\nwords = sys.stdin.buffer.read()\n{lines}\n")
        return Errand(program, 200 * 1024 * 1024, cpu_seconds=2, wait_seconds=8, most_said=1 << 20)

    return made


def said(lines: str) -> str:
    return f"sys.stdout.write(str({lines}))"


def why(ask: Ask, errand: Errand, words: bytes = b"") -> Why:
    with pytest.raises(NoAnswer) as no:
        ask(errand, words)
    return no.value.why


@BOTH
def test_what_goes_in_and_what_comes_back_are_whole(ask: Ask, made: Made) -> None:
    long = bytes(range(256)) * 2000
    assert ask(made("sys.stdout.buffer.write(words[::-1])"), long) == long[::-1]


ACTS = (
    "open('/tmp/weft-should-not-be-written', 'wb', 0).write(b'some words')",
    "bytes(400 * 1024 * 1024)",
    "os.setuid(65534) if os.getuid() == 0 else None; os.fork()",
    "[open('/dev/null') for _ in range(20)]",
    "import resource; resource.setrlimit(resource.RLIMIT_AS, (1 << 40, 1 << 40)) if os.getuid() else 1 / 0",
)


@BOTH
@pytest.mark.parametrize("act", ACTS)
def test_it_can_write_no_file_take_no_more_memory_and_begin_no_other(ask: Ask, act: str, made: Made) -> None:
    assert why(ask, made(f"{act}\nsys.stdout.write('done')")) is Why.FAILED


@BOTH
def test_its_bounds_hold_before_its_first_line_and_are_those_of_the_errand(ask: Ask, made: Made) -> None:
    kinds = ("AS", "CPU", "NOFILE", "FSIZE", "CORE", "NPROC")
    asked = made(
        "import resource\n" + said(f"[resource.getrlimit(getattr(resource, 'RLIMIT_' + k)) for k in {kinds}]")
    )
    bounds = [(most, most) for most in (200 * 1024 * 1024, 2, 16, 0, 0, 0)]
    assert ask(asked, b"") == str(bounds).encode()


@BOTH
def test_it_is_told_nothing_of_this_machine_but_what_the_errand_names(
    ask: Ask, made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WEFT_DATA", "/somewhere/private")
    plain = made(said("[dict(os.environ), os.getcwd(), len(os.listdir('/proc/self/fd'))]"))
    environ, folder, held = eval(ask(plain, b""))
    assert {
        name for name in environ if name != "LC_CTYPE"
    } == set()  # Python's own word for how letters are written.
    assert folder == "/"
    assert held == 4  # In, out, nowhere, and the list itself.
    named = replace(plain, surroundings=(("SOURCE_DATE_EPOCH", "1"),))
    assert eval(ask(named, b""))[0]["SOURCE_DATE_EPOCH"] == "1"


@BOTH
def test_what_reads_the_words_of_strangers_finds_nothing_of_ours(
    ask: Ask, made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(HOUSE))
    asked = made(said(f"{str(HOUSE)!r} in sys.path"))
    assert ask(asked, b"") == b"False"
    assert ask(replace(asked, knows_ours=True), b"") == b"True"


@BOTH
def test_one_that_says_too_much_is_not_heard_to_the_end(ask: Ask, made: Made) -> None:
    endless = made("while True:\n    os.write(1, bytes(1 << 16))")
    assert why(ask, endless) is Why.MUCH


@BOTH
def test_one_that_takes_too_long_by_the_clock_is_ended(ask: Ask, made: Made) -> None:
    began = time.monotonic()
    assert why(ask, replace(made("import signal; signal.pause()"), wait_seconds=0.3)) is Why.MUCH
    assert time.monotonic() - began < 5


@BOTH
def test_one_that_takes_too_long_by_the_processor_is_ended_by_the_system(ask: Ask, made: Made) -> None:
    assert why(ask, replace(made("while True: pass"), cpu_seconds=1)) is Why.MUCH


@BOTH
def test_one_that_gives_up_half_way_has_not_answered(ask: Ask, made: Made) -> None:
    assert why(ask, made("sys.stdout.write('half'); sys.stdout.flush(); sys.exit(1)")) is Why.FAILED


@BOTH
def test_one_that_does_not_listen_to_the_end_breaks_nothing(ask: Ask, made: Made, tmp_path: Path) -> None:
    deaf = made("")
    deaf.program.write_text("import os; os.close(0); os.write(1, b'anyway')")
    assert ask(deaf, bytes(1 << 22)) == b"anyway"


@BOTH
def test_one_that_cannot_be_begun_has_not_answered(ask: Ask, made: Made, tmp_path: Path) -> None:
    assert why(ask, replace(made(""), program=tmp_path / "nowhere.py")) is Why.FAILED


@BOTH
def test_no_word_of_what_was_asked_is_in_how_it_was_begun(ask: Ask, made: Made) -> None:
    told = ask(
        made(said("open('/proc/self/cmdline').read() + open('/proc/self/environ').read()")), b"a secret"
    )
    assert b"secret" not in told


def test_no_more_run_at_once_than_may(made: Made) -> None:
    """Each says when it began and ended, by one clock."""
    errand = made(
        "import time\nbegan = time.monotonic()\ntime.sleep(0.05)\n" + said("[began, time.monotonic()]")
    )

    async def crowd() -> list[bytes]:
        return await asyncio.gather(*(errand.answer(b"") for _ in range(5)))

    spans = [eval(one) for one in asyncio.run(crowd())]
    for began, _ in spans:
        assert sum(one <= began < other for one, other in spans) <= errand.at_once


def test_who_stops_asking_ends_it_and_gives_the_place_back(made: Made, tmp_path: Path) -> None:
    slow = replace(made("import signal; os.write(1, str(os.getpid()).encode()); signal.pause()"), at_once=1)
    quick = replace(slow, program=tmp_path / "quick.py")
    quick.program.write_text("print('quick')")

    async def scene() -> int:
        async with aclosing(slow.pieces(b"")) as pieces:
            ended = int(await anext(pieces))
        with suppress(TimeoutError):
            async with asyncio.timeout(0.3):
                await slow.answer(b"")
        async with asyncio.timeout(5):
            async with aclosing(slow.pieces(b"")) as pieces:
                await anext(pieces)
        return ended

    pid = asyncio.run(scene())
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_a_reader_who_stops_reading_keeps_no_place_for_ever(made: Made) -> None:
    slow = replace(made("os.write(1, b'x'); import signal; signal.pause()"), at_once=1, wait_seconds=0.3)

    async def scene() -> bytes:
        idle = slow.pieces(b"")
        await anext(idle)
        other = slow.pieces(b"")
        async with asyncio.timeout(5):
            first = await anext(other)
        await other.aclose()
        await idle.aclose()
        return first

    assert asyncio.run(scene()) == b"x"


def test_a_command_that_stops_reading_ends_it(made: Made) -> None:
    pieces = made("os.write(1, str(os.getpid()).encode()); import signal; signal.pause()").pieces_here(b"")
    pid = int(next(pieces))
    pieces.close()  # type: ignore[attr-defined]
    gc.collect()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
