"""The first thing a process of its own does: it gives up what it does not need, and only then becomes what was asked for.

Run as a script by ``errand.py``: ``bounded.py memory seconds files house program``. It imports nothing of ours. The
bounds hold before the program's own libraries are loaded, so that a library cannot do more than the program may.
``house`` is the folder ours are imported from, or empty for a program that reads what strangers wrote: such a one finds
nothing of ours. Nothing given up can be asked back, by whatever a stranger's bytes may make of the program.
"""

import resource
import runpy
import sys


def narrow(memory_bytes: int, cpu_seconds: int, files: int) -> None:
    """Give up memory, time and open files beyond these, and writing, further processes and leaving a core altogether."""
    for what, most in (
        (resource.RLIMIT_AS, memory_bytes),
        (resource.RLIMIT_CPU, cpu_seconds),
        (resource.RLIMIT_NOFILE, files),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NPROC, 0),
    ):
        resource.setrlimit(what, (most, most))


def main() -> None:
    memory, seconds, files, house, program = sys.argv[1:]
    narrow(int(memory), int(seconds), int(files))
    if house:
        sys.path.append(house)
    runpy.run_path(program, run_name="__main__")


if __name__ == "__main__":
    main()
