"""What the host decided, read once at the start from the environment and one file. Refuses what it cannot read.

Every setting is a line of ``SETTINGS``; docs/weft.conf and the messages are drawn from it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from weft.core.journey.four import Four, read_four
from weft.outward import addresses
from weft.outward.refused import Refused

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


class SettingWrong(Exception):
    """A setting is unknown or cannot be read. The message names it and says what to write instead."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything a host may choose. Times in minutes, ports as numbers, ``origin`` without a last slash."""

    data: Path = Path("data")
    host: str = "127.0.0.1"
    port: int = 7411
    origin: str = ""
    volatile: Path | None = None
    run_by: str = ""
    contact: str = ""
    partner_hosts: bool = False
    invitation_minutes: int = 30
    packs: tuple[Path, ...] = ()
    private_hosts: frozenset[str] = frozenset()
    four: Four | None = None

    @property
    def public_origin(self) -> str:
        """The address people type, as a browser sends it in its Origin header."""
        return self.origin or f"http://{self.host}:{self.port}"

    @property
    def secure(self) -> bool:
        """True behind TLS: cookies carry the Secure flag and the __Host- prefix."""
        return self.public_origin.startswith("https://")


def _port(text: str) -> int:
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise ValueError("a number from 1 to 65535, for example 7411")
    return int(text)


def _origin(text: str) -> str:
    parts = urlsplit(text)
    plain_is_fine = parts.scheme == "http" and parts.hostname in LOOPBACK
    if not parts.hostname or parts.path.strip("/") or not (parts.scheme == "https" or plain_is_fine):
        raise ValueError("the address people type, beginning with https://, for example https://weft.example")
    return f"{parts.scheme}://{parts.netloc}"


def _yes(text: str) -> bool:
    if text.lower() not in {"yes", "no"}:
        raise ValueError("yes or no")
    return text.lower() == "yes"


def _minutes(text: str) -> int:
    if not text.isdigit() or not 5 <= int(text) <= 1440:
        raise ValueError("whole minutes from 5 to 1440")
    return int(text)


def _folders(text: str) -> tuple[Path, ...]:
    folders = tuple(Path(word.strip()) for word in text.split(",") if word.strip())
    missing = next((folder for folder in folders if not folder.is_dir()), None)
    if missing:
        raise ValueError(f"folders that are there, with commas between them; there is no folder {missing}")
    return folders


def _origins(text: str) -> frozenset[str]:
    return frozenset(_named(word.strip()) for word in text.split(",") if word.strip())


def _named(word: str) -> str:
    try:
        address = addresses.read(word)
    except Refused:
        address = None
    if address is None or address.target != "/":
        raise ValueError(
            "addresses without a path, with commas between, for example http://calendars.lan:5232"
        )
    return address.origin


def _four(text: str) -> Four:
    path = Path(text)
    try:
        return read_four(path.read_text(encoding="utf-8"))
    except OSError:
        raise ValueError("the path of a file that is there and can be read") from None
    except UnicodeDecodeError:
        raise ValueError("the path of a text file in UTF-8") from None


SETTINGS: dict[str, tuple[str, Callable[[str], object], str]] = {
    "WEFT_DATA": (
        "data",
        Path,
        "Folder for the databases and the server key. Only Weft should be able to read it.",
    ),
    "WEFT_HOST": ("host", str, "Address to listen on. Leave it at 127.0.0.1 behind a proxy that adds TLS."),
    "WEFT_PORT": ("port", _port, "Port to listen on."),
    "WEFT_ORIGIN": ("origin", _origin, "The address people type, beginning with https://."),
    "WEFT_VOLATILE": ("volatile", Path, "Folder in memory for sign-ins, for example /dev/shm/weft."),
    "WEFT_RUN_BY": ("run_by", str, "Who runs this server, as people would say it."),
    "WEFT_CONTACT": ("contact", str, "How to reach whoever runs it."),
    "WEFT_PARTNER_HOSTS": ("partner_hosts", _yes, "yes when one of the couple runs this server."),
    "WEFT_PACKS": ("packs", _folders, "Folders with exercises and prompts of your own, with commas between."),
    "WEFT_PRIVATE_HOSTS": (
        "private_hosts",
        _origins,
        "Servers in your own network from which calendars may be read, with commas between. Any other has to be public.",
    ),
    "WEFT_FOUR_QUESTIONS": (
        "four",
        _four,
        "A file with four questions for a season’s beginning and end, if you have a text and the right to it.",
    ),
    "WEFT_INVITATION_MINUTES": ("invitation_minutes", _minutes, "How long an invitation can be answered."),
}


def read_file(path: Path) -> dict[str, str]:
    """NAME=value lines; blank lines and lines beginning with # are passed over."""
    found = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        name, equals, value = line.partition("=")
        if not equals:
            raise SettingWrong(f"{path.name}, line {number}: write NAME=value, for example WEFT_PORT=7411.")
        found[name.strip()] = value.strip()
    return found


def read(environment: Mapping[str, str], chosen: Mapping[str, str] | None = None) -> Settings:
    """The settings of a start: the file named by WEFT_CONF, then the environment, then the command line.

    ``chosen`` holds the command line's words under the same names. Raises SettingWrong.
    """
    words: dict[str, str] = {}
    if environment.get("WEFT_CONF"):
        path = Path(environment["WEFT_CONF"])
        if not path.is_file():
            raise SettingWrong(f"WEFT_CONF names {path}, and there is no such file.")
        words |= read_file(path)
    words |= {n: v for n, v in environment.items() if n.startswith("WEFT_") and n != "WEFT_CONF"}
    words |= chosen or {}
    return Settings(**dict(_read_one(name, text) for name, text in words.items()))  # type: ignore[arg-type]


def _read_one(name: str, text: str) -> tuple[str, object]:
    if name not in SETTINGS:
        raise SettingWrong(f"{name} is not a setting of Weft. The settings are: {', '.join(SETTINGS)}.")
    field, understand, _ = SETTINGS[name]
    try:
        return field, understand(text)
    except ValueError as wrong:
        raise SettingWrong(f"{name} is {text!r}. Write {wrong}.") from None
