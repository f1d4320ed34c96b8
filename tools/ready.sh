# Sourced by ./weft and ./check: makes .venv from the hash-locked requirements when it is missing or out of date.

say() { printf '· %s\n' "$*" >&2; }

# True when a Python is one we test with.
fits() { "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' 2>/dev/null; }

find_python() {
    for python in python3.11 python3.12 python3.13 python3; do
        if command -v "$python" >/dev/null && fits "$python"; then
            printf '%s' "$python"
            return
        fi
    done
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; elif sudo -n true 2>/dev/null; then sudo -n "$@"; else return 1; fi
}

# Installs Debian packages when that is permitted, and otherwise says what to type.
install() {
    say "Installing $* with apt (about a minute)"
    if command -v apt-get >/dev/null && as_root apt-get update -qq >/dev/null 2>&1 &&
        as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null 2>&1; then
        return
    fi
    printf 'Weft needs %s. Please type:  sudo apt install %s\n' "$*" "$*" >&2
    exit 1
}

# ready serve | ready check: after it, .venv holds exactly what requirements/<name>.txt locks.
ready() {
    wanted=$here/requirements/$1.txt
    mark=$here/.venv/.weft-$1
    [ -f "$mark" ] && cmp -s "$wanted" "$mark" && return
    python=$(find_python)
    if [ -z "$python" ]; then
        printf 'Weft needs Python 3.11, 3.12 or 3.13. Please type:  sudo apt install python3 python3-venv\n' >&2
        exit 1
    fi
    if [ ! -x "$here/.venv/bin/pip" ]; then
        rm -rf "$here/.venv"
        "$python" -c 'import ensurepip, venv' 2>/dev/null || install python3-venv
        say "Making a Python environment in .venv"
        "$python" -m venv "$here/.venv"
    fi
    say "Installing the libraries Weft stands on (about half a minute)"
    "$here/.venv/bin/pip" install -qq --disable-pip-version-check --require-hashes -r "$wanted"
    cp "$wanted" "$mark"
}

# A real browser for the tests: Debian's own, never a download; and what reads cameras and places out of pictures.
browser() {
    command -v chromium >/dev/null || install chromium libatomic1
    command -v exiftool >/dev/null || (install libimage-exiftool-perl) || say "Without exiftool one test of pictures is left out"
}
