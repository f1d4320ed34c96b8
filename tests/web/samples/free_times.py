"""The crossing of two weeks."""

from datetime import date

from msgspec.structs import replace

from web.samples.parts import AS_ELIAS, BOTH, ELIAS, NOOR
from web.samples.today import today
from weft.core.freetime.crossing import Cell, Part
from weft.core.freetime.picture import week_svg
from weft.web import models as m


def pages() -> dict[str, m.Page]:
    """The crossing calendar of two, one's own week of it, and what is usual."""
    threads = (
        "left both none none right left left",
        "left both both none none none right",
        "right both both right none left none",
        "left both both left both right both",
    )
    cell = {
        "left": Cell(True, False, False),
        "right": Cell(False, True, False),
        "both": Cell(True, True, True),
        "none": Cell(False, False, False),
    }
    parts = tuple(Part)[:4]
    rows = [[cell[word] for word in row.split()] for row in threads]
    week = [
        (date(2026, 6, 5 + at), {part: rows[row][at] for row, part in enumerate(parts)}) for at in range(7)
    ]
    names = ["Fri", "Sat", "Sun", "Mon", "Tue", "Wed", "Thu"]
    drawn = week_svg(week, parts, "Both free on Saturday midday and Sunday evening.", names)
    crossed = m.CrossedWeek("Friday 5 June to Thursday 11 June", drawn)
    days = tuple(
        m.Choice(value, label, "", value == "14") for value, label in (("7", "One week"), ("14", "Two weeks"))
    )
    longs = tuple(
        m.Choice(f"/time?long={value}", label, "", value == "evening")
        for value, label in (
            ("short", "Twenty minutes"),
            ("evening", "An hour and a half"),
            ("away", "Away, two days"),
        )
    )
    found = (
        m.FoundTime("Saturday 6 June, 10:00 to 13:00", "3 hours", "2026-06-06 10:00 90 180"),
        m.FoundTime("Sunday 7 June, 14:00 to 17:00", "3 hours", "2026-06-07 14:00 90 180"),
    )
    horizon, key = "Friday 5 June to Thursday 11 June", "ab" * 16
    plain = m.TimePage(BOTH, first="2026-06-05", days=days)
    asked = replace(plain, horizon=horizon, key=key, by="Elias")
    full = replace(
        asked,
        shown=True,
        crossed=True,
        weeks=(crossed,),
        longs=longs,
        times=found,
        ideas="evening",
    )
    states = ("all", "some", "none", "all", "past")
    own = m.OwnWeek(
        horizon,
        tuple(m.Link(name, "/time/mine/day?day=2026-06-05") for name in names),
        tuple(
            (
                part.value,
                tuple(
                    m.OwnCell(f"2026-06-{5 + at:02}-{part}", f"{name}, {part}", states[(at + row) % 5])
                    for at, name in enumerate(names)
                ),
            )
            for row, part in enumerate(Part)
        ),
    )
    mine = m.MyTimesPage(NOOR, horizon, True, False, (own,), "1" * 35, 988_000, 336, True, True)
    halves = tuple(
        m.HalfHour(at, f"{at // 2:02}:{at % 2 * 30:02}", at % 3 > 0, at < 14) for at in range(12, 22)
    )
    weekdays = tuple(
        m.Choice(f"work-{at}", day, "", at < 5)
        for at, day in enumerate(("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"))
    )
    weekly = (
        m.WeeklyForm("quiet", "Quiet hours", "Sleep, or time that is nobody’s.", (), "22:30", "07:30"),
        m.WeeklyForm(
            "work", "Work, or what else is fixed", "It may run past midnight.", weekdays, "09:00", "17:30"
        ),
    )
    usual = m.UsualPage(
        NOOR,
        "Europe/Berlin",
        weekly,
        (m.AwayForm("away-0"), m.AwayForm("away-1")),
    )
    lines = (
        m.CalendarLine(key, "Work", "calendars.example"),
        m.CalendarLine(
            "cd" * 16, "The choir", "choir.example", "The answer took too long. Try again in a while."
        ),
    )
    typed = m.CalendarForm("account", "https://calendars.exmaple/noor", "noor", "At home")
    return {
        "today-days-looked-for": today(looked_for=True),
        "time": plain,
        "time-wrong": replace(plain, first="2020-01-01", say="Choose a day from today on, within a year."),
        "time-asked": asked,
        "time-shown": replace(asked, shown=True),
        "time-crossed": full,
        "time-crossed-elias": replace(full, room=AS_ELIAS),
        "time-nothing-crosses": replace(full, times=(), weeks=(crossed, crossed)),
        "my-times": mine,
        "my-times-unread": replace(mine, read=False, kept=True),
        "my-times-being-read": replace(mine, read=False, reading=True),
        "my-times-elias": replace(
            mine, room=ELIAS, shown=True, troubles=("The choir: Nobody answers there.",)
        ),
        "my-times-nobody-asked": replace(mine, asked=False, calendars=False),
        "my-times-moved": replace(mine, say="Meanwhile other days were asked for."),
        "my-day": m.OwnDayPage(
            NOOR, "2026-06-06", "Saturday 6 June", (("morning", halves[:6]), ("midday", halves[6:])), "0"
        ),
        "usual": usual,
        "usual-wrong": replace(usual, say="Tick the days of the week it is on.", field="work-from"),
        "usual-kept": replace(usual, kept=True),
        "calendars": m.CalendarsPage(NOOR, lines, m.CalendarForm(), made="Work"),
        "calendars-trying": m.CalendarsPage(NOOR, lines, m.CalendarForm(), trying="At home"),
        "calendars-none": m.CalendarsPage(ELIAS, (), m.CalendarForm()),
        "calendars-wrong": m.CalendarsPage(
            NOOR, (), typed, password=True, say="No server goes by that name.", field="url"
        ),
        "calendars-full": m.CalendarsPage(NOOR, lines, m.CalendarForm(), room_for_more=False),
    }
