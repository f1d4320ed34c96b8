"""The clock of the invented life."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta


@dataclass
class Calendar:
    """A clock set by hand while the two years pass, and the machine's own afterwards."""

    now: datetime | None = None

    def __call__(self) -> datetime:
        return self.now or datetime.now(UTC)

    def set(self, now: datetime) -> None:
        self.now = now

    def pass_by(self, seconds: float) -> None:
        self.now = self() + timedelta(seconds=seconds)
