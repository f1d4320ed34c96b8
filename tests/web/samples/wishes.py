"""What both want, and lists marked alone."""

from web.samples.parts import BOTH, ELIAS, NOOR
from weft.web import models as m


def pages() -> dict[str, m.Page]:
    """What both want, with something and with nothing, and a list marked alone."""
    links = (m.Link("Things to do", "/wishes/activities"), m.Link("Films of the winter", "/wishes/x"))
    both = ("A walk to somewhere neither of us has been", "Something silent, with music")
    titles = (
        ("0" * 16, "A film one of us loved at sixteen", True),
        ("1" * 16, "Something short, and then another", False),
    )
    turn = "Thursday at 18:00"
    return {
        "wishes": m.WishesPage(BOTH, both, turn, links),
        "wishes-none": m.WishesPage(BOTH, (), turn, links, "Films", "Jaws", "There is no title in that."),
        "wish-list": m.WishListPage(NOOR, "films", "Films and series", "Kinds of evening.", titles, turn),
        "wish-list-theirs": m.WishListPage(
            ELIAS, "x", "Films of the winter", "", titles, turn, True, "Too many.", True
        ),
    }
