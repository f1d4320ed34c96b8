"""Two people on two phones go through every kind of step there is: together, apart, and each at their own pace.

The script is the one the tests of the core play, read from a pack as a host would add it. One of the two has no
script running in the last scene.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, StorageState, expect

from browser.house import SLOWLY, Served, faults, phone, served, two_phones

pytestmark = pytest.mark.browser

SCRIPT = Path(__file__).parents[1] / "core" / "scripts" / "every-kind.md"
LOOKS, SOON = 40, 700
"""How often somebody without a script looks again, and how long each look lasts, in milliseconds."""
PROMPT = re.compile(r"(One|Two|Three|Four)\?")
PRIVATE = {"noor": "all the way at “near”", "elias": "all the way at “far”"}
"""Where each sets the mark that is for their own eyes; no other mark of theirs says the same."""


@dataclass
class Someone:
    """One of the two at their phone, and every page of the sitting that was sent to it."""

    page: Page
    plain: bool = False
    sent: list[str] = field(default_factory=list)

    def reads(self, heading: str | re.Pattern[str]) -> None:
        """This stands large on their page. Without a script they look again for it."""
        for _ in range(LOOKS if self.plain else 0):
            self.page.goto(self.page.url)
            try:
                return expect(self.page.locator("h1")).to_have_text(heading, timeout=SOON)
            except AssertionError:
                continue  # What the other just did may be on its way still.
        expect(self.page.locator("h1")).to_have_text(heading, timeout=SLOWLY)
        self.sent.append(self.source())

    def prompted(self) -> str:
        """The prompt that was drawn for them."""
        self.reads(PROMPT)
        return self.page.locator("h1").inner_text()

    def finds_no_fault(self, heading: str) -> None:
        """Nor is anything wider than the screen, on a small phone and on a wall."""
        self.reads(heading)
        for width in (320, 1280):
            self.page.set_viewport_size({"width": width, "height": 2400})
            assert faults(self.page) == [], f"{heading}, {width} px"

    def source(self) -> str:
        """The page as the server sends it now."""
        return self.page.context.request.get(self.page.url).text()

    def does(self, act: str) -> None:
        self.page.locator(f"button[name=act][value={act}]").click(timeout=SLOWLY)

    def writes(self, act: str, words: str) -> None:
        self.page.locator("textarea").fill(words, timeout=SLOWLY)
        self.does(act)

    def marks(self, act: str, place: int, sure: str | None = None) -> None:
        self.line().nth((place + 5) // 10).check(timeout=SLOWLY, force=True)
        if sure:
            self.page.locator(f"input[name=sure][value='{sure}']").check(timeout=SLOWLY)
        self.does(act)

    def line(self) -> Locator:
        return self.page.locator(".run input[name=words]")

    def sees(self, *words: str) -> None:
        for each in words:
            expect(self.page.locator("main")).to_contain_text(each, ignore_case=True, timeout=SLOWLY)

    def sets_by_hand(self, place: str) -> None:
        """Post a mark that the page would not let them set."""
        one = self.line().first
        one.evaluate("(one, place) => { one.value = place; }", place)
        one.check(force=True)
        self.page.locator("form:has(.run)").evaluate("form => form.removeAttribute('data-live')")
        self.does("rate")

    def stops(self) -> None:
        """Leave whatever is still under way, so that the next scene can begin."""
        if "/sittings/" in self.page.url:
            origin = {"Origin": self.page.url.split("/sittings/")[0]}
            self.page.context.request.post(self.page.url, form={"act": "stop"}, headers=origin)

    def was_sent(self, words: str) -> bool:
        return any(words.lower() in page.lower() for page in self.sent)


Two = tuple[Someone, Someone]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("kinds")
    script = folder / "pack" / "exercises" / "understanding" / SCRIPT.name
    script.parent.mkdir(parents=True)
    short = SCRIPT.read_text(encoding="utf-8").replace("limit: 1 minute\n", "limit: 8 seconds\n")
    script.write_text(short, encoding="utf-8")
    with pytest.MonkeyPatch.context() as settings:
        settings.setenv("WEFT_PACKS", str(folder / "pack"))
        with served(folder / "data") as server:
            yield server


@pytest.fixture(scope="module")
def signed_in(browser: Browser, server: Served) -> tuple[StorageState, StorageState]:
    """Noor and Elias share a cloth; what their browsers keep of it."""
    noor, elias = two_phones(browser, server, [], right="Elias")
    states = noor.context.storage_state(), elias.context.storage_state()
    for page in (noor, elias):
        page.context.close()
    return states


@pytest.fixture
def complaints() -> Iterator[list[str]]:
    """What either browser complained of: nothing, but an answer that refuses."""
    said: list[str] = []
    yield said
    assert [one for one in said if not one.startswith("Failed to load")] == []


@pytest.fixture
def two(
    browser: Browser,
    server: Served,
    signed_in: tuple[StorageState, StorageState],
    complaints: list[str],
) -> Iterator[Two]:
    """Noor's phone by day and Elias's by night."""
    noor, elias = (
        Someone(phone(browser, server, complaints, dark=dark, signed_in=state))
        for dark, state in zip((False, True), signed_in, strict=True)
    )
    yield noor, elias
    for one in (noor, elias):
        one.stops()
        one.page.context.close()


@pytest.fixture
def plainly(
    browser: Browser,
    server: Served,
    signed_in: tuple[StorageState, StorageState],
    complaints: list[str],
) -> Iterator[Someone]:
    """Elias in a browser that runs no script."""
    elias = Someone(
        phone(browser, server, complaints, dark=True, script=False, signed_in=signed_in[1]), plain=True
    )
    yield elias
    elias.page.context.close()


def ask(two: Two, form: str) -> None:
    """Noor asks, Elias says yes, both go in: the first kind, to agree."""
    noor, elias = two
    noor.page.goto("/exercises/every-kind")
    noor.page.locator(f"input[name=form][value={form}]").check(force=True)
    noor.page.get_by_role("button", name="Ask Elias").click()
    expect(noor.page.locator("body")).to_contain_text("Elias hasn’t answered", timeout=SLOWLY)
    elias.page.goto("/exercises/every-kind")
    elias.does("agree")
    elias.page.wait_for_url("**/sittings/*")
    noor.page.goto(elias.page.url)


def both_ready(two: Two, heading: str) -> None:
    for one in two:
        one.reads(heading)
    two[0].does("ready")
    two[0].reads("You’re ready")
    two[1].does("ready")


def choose(two: Two, noors: int, elias_s: int) -> None:
    """Nobody's page says what the other picked before both have."""
    noor, elias = two
    for one in two:
        one.reads("How will you sit?")
    before = elias.source()
    noor.does(f"choose-{noors}")
    noor.reads("You’ve picked")
    assert elias.source() == before
    elias.does(f"choose-{elias_s}")


def mark_and_guess(two: Two) -> None:
    """Both set a mark, one for their own eyes, and guess each other's; nobody's page changes when the other does."""
    noor, elias = two
    for one in two:
        one.reads("How was it?")
    before = elias.source()
    noor.marks("rate", 20)
    noor.reads("Yours is done")
    assert elias.source() == before
    elias.marks("rate", 70)
    for one in two:
        one.reads("For your eyes")
    noor.marks("rate", 100)
    noor.reads("Yours is done")
    noor.sees(PRIVATE["noor"])
    elias.marks("rate", 0)
    guess(noor, "Elias", 92, "sure")
    noor.reads("Yours is done")
    guess(elias, "Noor", 48)
    sealed(noor, "close to “near” (sure)")
    sealed(elias, "in the middle")


def guess(one: Someone, other: str, place: int, sure: str | None = None) -> None:
    one.reads(f"And for {other}?")
    one.marks("guess", place, sure)


def sealed(one: Someone, own: str) -> None:
    """Both have set everything: they still have their own, and holes down the other's edge."""
    one.reads("Both are in")
    one.sees(own)
    expect(one.page.locator(".scale > svg")).to_have_count(2)
    expect(one.page.locator("body.only-left, body.only-right")).to_be_visible()


def take_back(one: Someone, other: str) -> None:
    """Before it is open one of them has second thoughts; what is for their own eyes isn't asked again."""
    one.does("take-back")
    one.reads("How was it?")
    one.marks("rate", 70)
    guess(one, other, 48)
    sealed(one, "in the middle")


NOORS = "close to “far”", "close to “near” (sure)"
ELIAS_S = "nearer “near” than “far”", "in the middle"


def open_both(two: Two) -> None:
    """Of what the other sealed no page holds a word until both have opened it; then both have all of it."""
    noor, elias = two
    noor.does("open")
    noor.reads("Opened, from your side")
    elias.reads("Both are in")
    assert not any(noor.was_sent(words) for words in ELIAS_S)
    assert not any(elias.was_sent(words) for words in NOORS)
    elias.does("open")
    for one in two:
        one.reads("Where you each were")
        expect(one.page.locator(".scale > svg")).to_have_count(4)
        one.sees(*NOORS, *ELIAS_S, "Noor guessed: close to “near” (sure)", "(a hunch)")
    both_ready(two, "Where you each were")


def the_rounds(prompts: list[str]) -> None:
    """In a round both had the same prompt, and in every round another."""
    assert prompts[::2] == prompts[1::2]
    assert len(set(prompts)) == 3


def speak_and_answer(two: Two) -> None:
    """Three turns each, aloud."""
    first, second = two
    prompts = []
    for _ in range(6):
        second.reads("Just listen")
        prompts.append(first.prompted())
        first.does("hand-over")
        second.reads("Say")
        first.reads("Just listen")
        second.does("hand-over")
        first, second = second, first
    the_rounds(prompts)


def write_and_answer(two: Two) -> None:
    """Three turns each, written; the answer stands under what it answers."""
    first, second = two
    prompts = []
    for turn in range(6):
        second.reads(f"{'Noor' if turn % 2 == 0 else 'Elias'}’s turn to write")
        prompts.append(first.prompted())
        first.writes("write", f"The {turn + 1}th thing about the stairs.")
        second.reads("Say")
        second.sees(f"{turn + 1}th thing")
        second.writes("respond", f"So that was the {turn + 1}th.")
        first, second = second, first
    the_rounds(prompts)


def put_down(two: Two) -> None:
    """Face down until it knocks, for both at the same instant; then it goes on by itself."""
    for one in two:
        one.reads("Put it down")
        expect(one.page.locator("body.p-dark")).to_be_visible()
        expect(one.page.locator("weft-timer[data-sound=knocks]")).to_be_attached()
    assert len({one.page.locator("weft-timer").get_attribute("data-until") for one in two}) == 1


def write_unread(two: Two, heading: str) -> None:
    noor, elias = two
    sentences = "I hid behind the washing-up.", "I was tired and not cross."
    for one in two:
        one.reads(heading)
    before = elias.source()
    noor.writes("write", sentences[0])
    noor.reads("Yours is done")
    assert elias.source() == before
    elias.writes("write", sentences[1])


def say_it_back(two: Two) -> None:
    """One reads out what they wrote, the other says it back; what was missed is said again."""
    first, second = two
    for turn in range(2):
        first.reads("Read yours out")
        first.sees("washing-up" if turn == 0 else "tired")
        second.reads("Just listen")
        first.does("hand-over")
        second.reads("Say it back")
        first.reads("Is that what you meant?")
        if turn == 0:
            first.does("not-quite")
            first.reads("The part that was missed")
            second.reads("Just listen")
            first.does("hand-over")
            second.reads("Say it back")
        first.does("got-me")
        first, second = second, first


def keep_and_close(two: Two, line: str) -> None:
    """One keeps a line and the other keeps nothing; then it is woven."""
    noor, elias = two
    noor.reads("Keep a line")
    noor.writes("keep", line)
    noor.reads("Woven in")
    elias.reads("Keep a line")
    assert not elias.was_sent(line)
    elias.does("skip")
    for one in two:
        one.reads("Every kind of step")
        one.page.get_by_role("link", name="See it in the cloth").click()
        expect(one.page.locator(".plate")).to_contain_text(line, timeout=SLOWLY)
        one.sent.append(one.source())


def only_its_owner_was_sent(two: Two) -> None:
    """The mark for one's own eyes: on no page of the other's, from the first to the cloth."""
    noor, elias = two
    assert noor.was_sent(PRIVATE["noor"])
    assert not noor.was_sent(PRIVATE["elias"])
    assert not elias.was_sent(PRIVATE["noor"])


def test_two_people_play_every_kind_live(two: Two) -> None:
    ask(two, "together")
    choose(two, 2, 1)
    both_ready(two, "Side by side")
    assert all(one.was_sent("You picked differently") for one in two)
    mark_and_guess(two)
    take_back(two[1], "Noor")
    open_both(two)
    speak_and_answer(two)
    both_ready(two, "Read both")
    put_down(two)
    write_unread(two, "What did you learn?")
    say_it_back(two)
    keep_and_close(two, "A tea towel says a lot.")
    only_its_owner_was_sent(two)


def test_two_people_play_every_kind_at_their_own_pace(two: Two) -> None:
    noor, elias = two
    ask(two, "own-pace")
    choose(two, 2, 2)
    both_ready(two, "Face to face")
    assert not any(one.was_sent("You picked differently") for one in two)
    mark_and_guess(two)
    open_both(two)
    write_and_answer(two)
    both_ready(two, "Read both")
    both_ready(two, "Put it down")
    write_unread(two, "What did you learn?")
    for one, theirs in ((noor, "not cross"), (elias, "washing-up")):
        one.reads("Answer that")
        one.sees(theirs)
        one.writes("respond", "I hadn’t seen it that way.")
    keep_and_close(two, "Ask before the coats are off.")
    only_its_owner_was_sent(two)


def test_one_of_the_two_has_no_script_running(two: Two, plainly: Someone) -> None:
    noor, _ = two
    both = noor, plainly
    ask(both, "apart")
    choose(both, 1, 2)
    both_ready(both, "Side by side")
    mark_and_guess(both)
    take_back(plainly, "Noor")
    open_both(both)
    speak_and_answer(both)
    both_ready(both, "Read both")
    for one in both:
        one.reads("Put it down")
    plainly.does("end-early")
    write_unread(both, "What did you learn?")
    say_it_back(both)
    keep_and_close(both, "The stairs again.")
    only_its_owner_was_sent(both)


def test_a_mark_is_set_with_the_keys_alone_and_nowhere_but_on_the_line(two: Two) -> None:
    noor, _ = two
    ask(two, "together")
    choose(two, 1, 1)
    both_ready(two, "Side by side")
    noor.reads("How was it?")
    noor.sets_by_hand("101")
    noor.reads("Didn’t save")
    noor.sees("That isn’t a place on the line")
    noor.page.get_by_role("link", name="Back to the sitting").click()
    noor.page.set_viewport_size({"width": 320, "height": 700})
    line, unsaid = noor.line(), noor.page.locator(".unsaid input")
    expect(unsaid).to_be_checked()
    unsaid.focus()
    for key, place in (("ArrowRight", 0), ("ArrowRight", 1), ("ArrowLeft", 0)):
        noor.page.keyboard.press(key)
        expect(line.nth(place)).to_be_checked()
    label = noor.page.locator(".run label:has(:focus-visible)")
    assert label.evaluate("label => getComputedStyle(label).outlineStyle") == "solid"
    noor.page.keyboard.press("Tab")
    noor.page.keyboard.press("Enter")
    noor.reads("Yours is done")
    noor.sees("all the way at “far”")


@pytest.mark.parametrize("plain", [False, True], ids=["with scripts", "without"])
def test_a_line_nobody_touched_says_nothing_and_opens_so_for_both(two: Two, plain: bool) -> None:
    noor, elias = two
    ask(two, "together")
    choose(two, 1, 1)
    both_ready(two, "Side by side")
    for one in two:
        one.reads("How was it?")
    if plain:  # As a browser without scripts sends the form: with what is checked in it.
        for one in two:
            one.page.locator("form:has(.run)").evaluate("form => form.removeAttribute('data-live')")
    noor.does("rate")
    noor.reads("Yours is done")
    noor.sees("Not said")
    elias.marks("rate", 70)
    for one in two:
        one.reads("For your eyes")
        one.does("rate")
    for one, other in ((noor, "Elias"), (elias, "Noor")):
        one.reads(f"And for {other}?")
        one.does("guess")
    for one in two:
        one.reads("Both are in")
        one.does("open")
    for one in two:
        one.reads("Where you each were")
        one.sees("Not said", "nearer “near” than “far”")
        expect(one.page.locator("main .scale > svg")).to_have_count(1)


def test_a_mark_that_was_chosen_stays_when_the_page_is_laid_anew(two: Two) -> None:
    noor, elias = two
    ask(two, "together")
    choose(two, 1, 1)
    both_ready(two, "Side by side")
    noor.reads("How was it?")
    noor.line().nth(7).check(force=True)
    elias.does("rate")
    elias.does("take-back")
    noor.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    elias.reads("How was it?")
    expect(noor.line().nth(7)).to_be_checked()
    expect(noor.page.locator(".unsaid input")).not_to_be_checked()


def test_no_step_has_a_fault_axe_can_find_by_day_or_by_night(two: Two) -> None:
    noor, elias = two
    ask(two, "together")
    for one, act in ((noor, "choose-1"), (elias, "choose-2")):
        one.finds_no_fault("How will you sit?")
        one.does(act)
    both_ready(two, "Side by side")
    for act, headings in (
        ("rate", ("How was it?", "How was it?")),
        ("rate", ("For your eyes", "For your eyes")),
        ("guess", ("And for Elias?", "And for Noor?")),
    ):
        for one, heading in zip(two, headings, strict=True):
            one.finds_no_fault(heading)
            one.marks(act, 40)
    for one in two:
        one.finds_no_fault("Both are in")
        one.does("open")
    for one in two:
        one.finds_no_fault("Where you each were")
