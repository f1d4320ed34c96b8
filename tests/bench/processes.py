"""Server processes on a core of their own, and what the kernel says they have used."""

import os
import resource
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
CORES = sorted(os.sched_getaffinity(0))
SERVER_CORE, CLIENT_CORE = CORES[0], CORES[-1]
"""The same core on a machine that has only one."""


def pin_client() -> None:
    """Keep the measuring side off the server's core, and let it hold many connections."""
    os.sched_setaffinity(0, {CLIENT_CORE})
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def environment() -> dict[str, str]:
    """Nothing of the shell's own settings of Weft, and our own modules."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("WEFT_")}
    return kept | {"PYTHONPATH": f"{ROOT / 'src'}:{ROOT / 'tests'}", "PYTHONHASHSEED": "0"}


def run(module: str, *words: str) -> str:
    """Run a module of the bench on the server's core to its end; what it printed."""
    command = ["taskset", "-c", str(SERVER_CORE), sys.executable, "-m", module, *words]
    done = subprocess.run(command, env=environment(), stdout=subprocess.PIPE, text=True, check=True)
    return done.stdout


class Served:
    """A server process, pinned, ready when made."""

    def __init__(self, module: str, *words: str, port: int) -> None:
        self.port = port
        self.began = time.perf_counter()
        self.process = subprocess.Popen(
            ["taskset", "-c", str(SERVER_CORE), sys.executable, "-m", module, *words],
            env=environment(),
            stderr=subprocess.DEVNULL,
        )
        self._wait()
        self.took_ms = (time.perf_counter() - self.began) * 1000

    def _wait(self) -> None:
        """Until a page has been answered. Raises RuntimeError when the process has ended or stays silent."""
        while time.perf_counter() - self.began < 30 and self.process.poll() is None:
            try:
                with socket.create_connection(("127.0.0.1", self.port), 5) as one:
                    one.sendall(b"GET / HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n")
                    if one.recv(15).startswith(b"HTTP/1.1 200"):
                        return
            except OSError:
                time.sleep(0.005)
        raise RuntimeError("A server of the bench did not start.")

    def cpu_us(self) -> float:
        """Microseconds of CPU all its threads have used, by the scheduler's own count."""
        tasks = Path(f"/proc/{self.process.pid}/task").iterdir()
        return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks) / 1000

    def memory_kb(self) -> int:
        """Resident memory."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS"))

    def stop(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
