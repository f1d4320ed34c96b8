"""A server that nobody uses a passkey on never loads the library for them."""

import subprocess
import sys

LOADS = "import sys, weft.assemble; print([one for one in ('webauthn', 'OpenSSL', 'numpy', 'fpdf') if one in sys.modules])"


def test_starting_loads_no_library_that_only_some_need() -> None:
    said = subprocess.run([sys.executable, "-c", LOADS], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"
