"""Before and at the door: accounts, signing in, ways in."""

from msgspec.structs import replace

from web.samples.parts import DOOR, DYES, NOOR, OUTSIDE
from weft.web import models as m


def pages() -> dict[str, m.Page]:
    """Pages of the door, and of the ways in."""
    return {
        "welcome": m.WelcomePage(OUTSIDE, False),
        "welcome-invited": m.WelcomePage(replace(DOOR, mine="right", viewer="right"), True),
        "before": m.BeforePage(DOOR),
        "before-invited": m.BeforePage(replace(DOOR, mine="right", viewer="right"), True),
        "shared-browser": m.SharedBrowserPage(NOOR),
        "begin": m.BeginPage(DOOR, DYES, "Noor"),
        "begin-young": m.BeginPage(DOOR, DYES, "Noor", "madder", "Please say so with the box.", "adult"),
        "begin-wrong": m.BeginPage(
            replace(DOOR, mine="right", viewer="right"),
            DYES,
            "Elias",
            "woad",
            "Someone here is already called that.",
            "name",
            True,
        ),
        "sign-in": m.SignInPage(DOOR, "That name and passphrase do not open anything here."),
        "fresh": m.FreshPage(
            replace(NOOR, middle="only you see this page"), "/yours/copy", "c2FsdA", 65536, 3, 1
        ),
        "ways": m.WaysPage(
            NOOR,
            (m.WayIn("passphrase", "Monday 2 March"), m.WayIn("code", "Monday 2 March")),
            (m.TraceLine("Signed in, on a browser not used before", "Monday 2 March, evening"),),
        ),
        "ways-passkeys": m.WaysPage(
            NOOR,
            (
                m.WayIn("passphrase", "Monday 2 March"),
                m.WayIn("passkey", "Tuesday 3 March", "6" * 32, "phone"),
                m.WayIn("code", "Monday 2 March"),
            ),
            (m.TraceLine("A passkey was added", "Tuesday 3 March, evening"),),
            fresh=True,
        ),
        "sign-in-by-number": m.SignInPage(DOOR, None, False),
        "recover": m.RecoverPage(DOOR, None),
        **{
            f"way-{what}": m.WayPage(NOOR, what, "Noor", "4" * 32, "5" * 32, "c2xvdA")
            for what in ("passphrase", "code", "passkey", "mine")
        },
    }
