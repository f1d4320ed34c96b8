"""Write and sign src/weft/release.json, the list of what every server of this release sends.

The key is a file outside the repository, made once with ``--new``:

    python tools/sign_release.py --new KEYFILE
    python tools/sign_release.py KEYFILE
"""

import argparse
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from weft.release import LIST, here, written  # noqa: E402
from weft.vault.release import KEY_BYTES, new_key, public_half  # noqa: E402


def main(argv: list[str]) -> int:
    """Gives 0 when the list is written, 1 when the key cannot be used."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("key", type=Path, help="the file with the key, outside the repository")
    parser.add_argument("--new", action="store_true", help="make the key, and sign nothing")
    parser.add_argument("--to", type=Path, default=LIST, help="where the list goes (src/weft/release.json)")
    chosen = parser.parse_args(argv)
    if chosen.key.resolve().is_relative_to(ROOT):
        print("The key must not lie in the repository.", file=sys.stderr)
        return 1
    try:
        key = make(chosen.key) if chosen.new else usable(chosen.key)
    except (OSError, ValueError) as no:
        print(f"The key cannot be used: {no}", file=sys.stderr)
        return 1
    if not chosen.new:
        chosen.to.write_text(written(here(), key), "utf-8")
    print(f"Publish this key where people find it without asking the server: {public_half(key).hex()}")
    return 0


def make(path: Path) -> bytes:
    """A new key, in a file nobody else can read. Raises FileExistsError rather than replace one."""
    key = new_key()
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(key)
    return key


def usable(path: Path) -> bytes:
    """The key in a file. Raises ValueError when others can read it or it is no key."""
    if path.stat().st_mode & 0o077:
        raise ValueError(f"others can read it. Type: chmod 600 {path}")
    key = path.read_bytes()
    if len(key) != KEY_BYTES:
        raise ValueError("it should be 32 bytes")
    return key


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
