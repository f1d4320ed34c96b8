"""The pictures of a moment."""

from web.samples.parts import BOTH, NOOR
from weft.web import models as m


def pages() -> dict[str, m.Page]:
    """The pictures of a moment, some by each; and with none yet, after one that was not taken."""
    some = (
        m.PictureShown(
            "ab" * 16,
            "/pictures/x",
            "/pictures/x/small",
            "The boat at the jetty",
            "Noor",
            "left",
            2048,
            1365,
            True,
        ),
        m.PictureShown(
            "cd" * 16, "/pictures/y", "/pictures/y/small", "Rain, and the pier", "Elias", "right", 1536, 2048
        ),
    )
    key = "ef" * 16
    return {
        "pictures": m.PicturesPage(BOTH, key, "The last boat back", f"/cloth/{key}", some),
        "pictures-kept": m.KeptPicturesPage(NOOR, key, "Elias", some),
        "pictures-full": m.PicturesPage(BOTH, key, "The last boat back", f"/cloth/{key}", some, full=True),
        "pictures-refused": m.PicturesPage(
            BOTH,
            key,
            "The last boat back",
            f"/cloth/{key}",
            (),
            words="The boat",
            say="No picture came along. Choose one first.",
        ),
    }
