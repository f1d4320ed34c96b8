"""The pictures of a moment, and one of them as any page shows it."""

from msgspec import Struct

from weft.web.models.room import Room


class PictureShown(Struct, frozen=True):
    """One picture for ``parts/pictures.html``: where it is, what is to be seen, who put it. Sizes in pixels.

    ``may_keep`` is None for the other's picture: what its author chose is nobody else's.
    """

    id: str
    href: str
    small: str
    words: str
    who: str
    side: str
    width: int
    height: int
    may_keep: bool | None = None


class PicturesPage(Struct, frozen=True):
    """`/pictures/of/{key}`: the pictures of a moment, and a place for one more while there are fewer than twelve."""

    room: Room
    key: str
    title: str
    back: str
    pictures: tuple[PictureShown, ...]
    full: bool = False
    words: str = ""
    say: str | None = None


class KeptPicturesPage(Struct, frozen=True):
    """`/kept/{key}/pictures`: the pictures one of two who have parted keeps."""

    room: Room
    couple: str
    them: str
    pictures: tuple[PictureShown, ...]
