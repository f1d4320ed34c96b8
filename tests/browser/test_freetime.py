"""Two phones and a real calendar server: one connects an account, the other marks by hand without scripts, and it weaves."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser, expect

from browser.house import CHROMIUM, Served, faults_by_day_and_night, phone, served, two_phones
from ics_files import calendar
from radicale_house import PASSWORD, Radicale, radicale

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")

DAY = (datetime.now(UTC) + timedelta(days=3)).date()


@pytest.fixture(scope="module")
def calendars(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Radicale]:
    with radicale(tmp_path_factory.mktemp("radicale")) as one:
        yield one


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, calendars: Radicale) -> Iterator[Served]:
    with pytest.MonkeyPatch.context() as settings:
        settings.setenv("WEFT_PRIVATE_HOSTS", calendars.origin)
        settings.setenv("TZ", "UTC")
        with served(tmp_path_factory.mktemp("free-time")) as one:
            yield one


def test_a_calendar_and_a_hand_find_an_evening_and_neither_shows_why(
    browser: Browser, server: Served, calendars: Radicale
) -> None:
    calendars.calendar(
        "work", calendar(f"DTSTART:{DAY:%Y%m%d}T060000Z\nDTEND:{DAY:%Y%m%d}T180000Z\nSUMMARY:The night train")
    )
    complaints: list[str] = []
    noor, elias = two_phones(browser, server, complaints, right="Elias")
    plain = phone(browser, server, complaints, script=False, signed_in=elias.context.storage_state())

    noor.goto("/time")
    assert faults_by_day_and_night(noor) == []
    noor.fill("#first", DAY.isoformat())
    noor.get_by_label("One week").check()
    noor.get_by_role("button", name="Look for time").click()
    noor.get_by_role("link", name="Connect").click()
    noor.get_by_label("A CalDAV account").check()
    noor.fill("#url", calendars.origin)
    noor.fill("#name", "noor")
    noor.fill("#password", PASSWORD)
    noor.fill("#called", "Work")
    noor.get_by_role("button", name="Try it and connect").click()
    expect(noor.get_by_text("can be read, and is connected.")).to_be_visible()
    assert faults_by_day_and_night(noor) == []
    noor.goto("/time/mine")
    noor.get_by_role("button", name="Read my calendars").click()
    morning = noor.get_by_label(f"{DAY:%A} {DAY.day} {DAY:%B}, morning", exact=True)
    expect(morning).not_to_be_checked()
    assert faults_by_day_and_night(noor) == []
    noor.get_by_role("button", name="Show these times").click()
    expect(noor.get_by_text("Yours are shown")).to_be_visible()

    plain.goto("/time")
    plain.get_by_role("link", name="My times in it").click()
    for box in plain.locator(".week input").all():
        box.set_checked(f"{DAY.isoformat()}-evening" in (box.get_attribute("name") or ""))
    plain.get_by_role("button", name="Show these times").click()
    expect(plain.get_by_label("18:00 to 22:30")).to_be_visible()
    assert "train" not in plain.content()
    noor.goto("/time")
    assert faults_by_day_and_night(noor) == []
    for page in (noor, plain):
        page.goto("/time")
        page.get_by_label("18:00 to 22:30").check(force=True)
        page.get_by_role("button", name="Plan something then").click()
        assert page.locator("[name=day-0]").input_value() == DAY.isoformat()
        assert page.locator("[name=till-0]").input_value() == "19:30"
    noor.goto("/time/usual")
    assert faults_by_day_and_night(noor) == []
    noor.goto(f"/time/mine/day?day={DAY.isoformat()}")
    assert faults_by_day_and_night(noor) == []
    assert complaints == []
