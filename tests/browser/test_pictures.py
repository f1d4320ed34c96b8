"""Pictures and wishes as they look on two phones, with the script and without."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from browser.house import faults, phone, see, served, two_phones
from hostile.pictures import CAMERA, a_picture, saved, telling

pytestmark = pytest.mark.browser


def lived(noor: Page, elias: Page) -> str:
    """One true line each, played to its end in each one's own time; gives what pictures are put to."""
    for page in (noor, elias):
        page.goto("/exercises/one-true-line")
        page.evaluate(
            "() => fetch('/sittings', {method: 'POST', body: new URLSearchParams("
            "{exercise: 'one-true-line', form: 'own-pace'})})"
        )
    elias.goto("/today")
    href = elias.locator("a[href^='/sittings/']").first.get_attribute("href") or ""
    for act in ("write", "respond", "keep"):
        for page in (noor, elias):
            page.evaluate(
                "([path, act]) => fetch(path, {method: 'POST', body: new URLSearchParams({act, words: 'A line'})})",
                [href, act],
            )
    return href.rpartition("/")[2]


def file(raw: bytes, name: str = "IMG_2041.jpg", kind: str = "image/jpeg") -> dict[str, object]:
    return {"name": name, "mimeType": kind, "buffer": raw}


def test_a_picture_is_drawn_anew_in_the_browser_put_and_seen_on_the_other_phone(
    browser: Browser, tmp_path: Path
) -> None:
    complaints: list[str] = []
    with served(tmp_path / "data") as server:
        noor, elias = two_phones(browser, server, complaints, right="Elias")
        path = f"/pictures/of/{lived(noor, elias)}"
        with elias.expect_response("**/live"):
            elias.goto(path)
        noor.goto(path)
        noor.set_input_files("#file", file(saved(a_picture(4000, 3000), "JPEG")))  # type: ignore[arg-type]
        noor.wait_for_function("() => document.getElementById('file').files[0].name === 'picture.jpg'")
        noor.fill("#words", "The boat at the jetty, just before the rain")
        with noor.expect_request(lambda one: one.method == "POST" and "/pictures/of/" in one.url) as sent:
            noor.get_by_role("button", name="Put it here").click()
        assert b"IMG_2041" not in (sent.value.post_data_buffer or b"")
        expect(noor.get_by_role("img", name="The boat at the jetty")).to_be_visible()
        expect(elias.get_by_role("img", name="The boat at the jetty")).to_be_visible()
        whole = elias.context.request.get(
            server.origin + (elias.locator(".pictures a").first.get_attribute("href") or "")
        )
        assert Image.open(BytesIO(whole.body())).size == (2048, 1536)
        assert faults(noor) == []

        elias.set_input_files("#file", file(b"\0\0\0\x18ftypheic" + bytes(400), "a.heic", "image/heic"))  # type: ignore[arg-type]
        expect(elias.get_by_role("status")).to_contain_text("most compatible")
        elias.set_input_files("#file", file(b"%PDF-1.7", "a.pdf", "application/pdf"))  # type: ignore[arg-type]
        expect(elias.get_by_role("status")).to_contain_text("It takes JPEG, PNG and WebP")

        plain = phone(
            browser, server, complaints, script=False, dark=True, signed_in=elias.context.storage_state()
        )
        plain.goto(path)
        plain.set_input_files("#file", file(telling()))  # type: ignore[arg-type]
        plain.fill("#words", "Rain, and the pier")
        plain.get_by_role("button", name="Put it here").click()
        expect(plain.get_by_role("img", name="Rain, and the pier")).to_be_visible()
        small = plain.locator(".pictures img").nth(1).get_attribute("src") or ""
        assert CAMERA.encode() not in plain.context.request.get(server.origin + small).body()

        see(noor, path)
        for address in ("/wishes", "/wishes/activities"):
            for page in (noor, elias):
                see(page, address)
        noor.get_by_label("A walk to somewhere neither of us has been").check()
        noor.get_by_role("button", name="Keep my marks").click()
        expect(noor.get_by_label("A walk to somewhere neither of us has been")).to_be_checked()
        see(noor, "/wishes")
        see(elias, "/wishes/activities")
    assert complaints == []
