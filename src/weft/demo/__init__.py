"""An invented couple with two years behind them, made by playing real exercises through the real engine.

The same seed gives much the same life. The days move, so that the cloth always ends yesterday, and the seasons with
them: more in winter, August away; and the ladder opens by its real rule, on days nobody can work out. What the two
say stands in content/demo.toml and the files beside it; each line is said once.
"""

from weft.demo.calendar import Calendar
from weft.demo.life import DAYS, PHRASES, be, live
from weft.demo.script import PEOPLE

__all__ = ["DAYS", "PEOPLE", "PHRASES", "Calendar", "be", "live"]
