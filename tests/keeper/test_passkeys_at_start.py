"""A server that nobody uses a passkey on never loads the library for them."""

import subprocess
import sys

LATER = (
    *(
        "webauthn",
        "OpenSSL",
        "numpy",
        "fpdf",
        "PIL",
        "icalendar",
        "recurring_ical_events",
        "pywebpush",
        "http_ece",
    ),
    *("segno", "requests"),
)
LOADS = f"import sys, weft.cli.serve; print([one for one in {LATER} if one in sys.modules])"


def test_starting_loads_no_library_that_only_some_need() -> None:
    said = subprocess.run([sys.executable, "-c", LOADS], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"
