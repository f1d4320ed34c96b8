"""What a server reads at its start, and what a pack can and cannot do to it."""

import asyncio
from dataclasses import replace

import pytest

from couples import House
from weft.core.exercise.new import new
from weft.core.exercise.parse import parse
from weft.core.exercise.script import Form, ScriptErrors
from weft.core.practice import Practice
from weft.keeper import boards, sittings
from weft.keeper.library import CONTENT, read_library


@pytest.fixture
def pack(tmp_path):
    (tmp_path / "exercises").mkdir()
    (tmp_path / "prompts").mkdir()
    return tmp_path


def test_a_pack_adds_exercises_and_prompts(pack):
    (pack / "exercises/our-own.md").write_text(new("our-own", Practice.TIME), encoding="utf-8")
    deck = "---\npractice: time\n---\n\n## our street, depth 1\n- Which window?\n"
    (pack / "prompts/street.md").write_text(deck, encoding="utf-8")
    library = read_library(packs=[pack])
    assert library.exercises["our-own"] in library.by_practice[Practice.TIME]
    assert "Which window?" in [one.text for one in library.prompts]
    assert library.left_out == ()


def test_what_is_broken_in_a_pack_is_left_out_and_named_with_its_line(pack):
    (pack / "exercises/broken.md").write_text(
        new("broken", Practice.TALK).replace("### speak", "### shout"), encoding="utf-8"
    )
    (pack / "exercises/latin.md").write_bytes(b"\xff\xfe caf\xe9")
    (pack / "prompts/one-slip.md").write_text(
        "---\npractice: talk\n---\n\n## week, depth 1\n- Fine?\nNot fine.\n", encoding="utf-8"
    )
    library = read_library(packs=[pack])
    assert {"broken", "latin"} & library.exercises.keys() == set()
    assert "Fine?" in [one.text for one in library.prompts]
    told = "\n".join(library.left_out)
    assert "broken.md:" in told and "“shout” is not a kind of step" in told
    assert "latin.md: not written in UTF-8" in told
    assert "one-slip.md:7:" in told


def test_a_pack_adds_ideas_and_a_broken_one_costs_only_its_line(pack):
    (pack / "ideas").mkdir()
    (pack / "ideas/harbour.md").write_text(
        "---\nideas: Harbour\n---\n## 20 minutes, costs nothing, low energy, outdoors, calm, time\n"
        "- Two bollards: Watch one boat.\n- The ferry, nothing else\n",
        encoding="utf-8",
    )
    library = read_library(packs=[pack])
    assert [one.title for one in library.ideas[len(read_library().ideas) :]] == ["Two bollards"]
    assert [told.rpartition("harbour.md:")[2][:2] for told in library.left_out] == ["6:"]


def test_ideas_of_our_own_that_do_not_pass_stop_the_start(tmp_path):
    (tmp_path / "ideas").mkdir()
    (tmp_path / "ideas/slip.md").write_text("nothing", encoding="utf-8")
    with pytest.raises(ScriptErrors):
        read_library(tmp_path)


def test_a_pack_may_put_its_own_in_the_place_of_ours(pack):
    ours = read_library().exercises["slow-turns"]
    (pack / "exercises/slow-turns.md").write_text(
        ours.text.replace("title: Slow turns", "title: Slower turns"), encoding="utf-8"
    )
    assert read_library(packs=[pack]).exercises["slow-turns"].title == "Slower turns"


def test_an_empty_pack_is_no_trouble(pack):
    assert read_library(packs=[pack]).exercises == read_library().exercises


def test_a_file_of_our_own_that_does_not_pass_stops_the_start(tmp_path):
    (tmp_path / "exercises/talk").mkdir(parents=True)
    (tmp_path / "exercises/talk/slip.md").write_text("nothing", encoding="utf-8")
    (tmp_path / "words.toml").write_text((CONTENT / "words.toml").read_text("utf-8"), encoding="utf-8")
    with pytest.raises(ScriptErrors):
        read_library(tmp_path)


def test_a_sitting_ends_under_the_script_it_began_with():
    async def play():
        house = House()
        noor, elis = await house.two()
        script = house.home.library.exercises["one-true-line"]
        sitting = await sittings.ask(house.home, noor, script, Form.OWN_PACE)
        changed = script.text.replace("One thing {other} did, and what it shows", "Something else altogether")
        newer = parse(changed, "one-true-line")
        house.home.library = replace(
            house.home.library, exercises=house.home.library.exercises | {"one-true-line": newer}
        )
        await sittings.act(house.home, elis, sitting, "agree", "", "")
        one = await boards.board(house.home, noor, sitting)
        assert boards.scene_of(one, noor, ("Noor", "Elis")).heading == "One thing Elis did, and what it shows"
        assert one.script.digest == script.digest

    asyncio.run(play())


def test_two_sittings_of_one_exercise_draw_different_prompts():
    async def play():
        house = House()
        noor, elis = await house.two()
        script = house.home.library.exercises["rung-1-hopes"]
        drawn = []
        for _ in range(2):
            sitting = await sittings.ask(house.home, noor, script, Form.TOGETHER)
            drawn.append((await boards.board(house.home, elis, sitting)).script.prompts)
            await sittings.act(house.home, noor, sitting, "take-back", "", "")
        assert all(len(set(some)) == len(some) == script.needs for some in drawn)

    asyncio.run(play())
