"""Plans, from the offer to the day."""

from msgspec.structs import replace

from web.samples.parts import BOTH, NOOR
from web.samples.today import today
from weft.web import models as m


def pages() -> dict[str, m.Page]:
    """The list, offering, a plan in each of its states, Today with plans, one's own calendar."""
    saturday = "Saturday 13 June, 10:00 to 13:00"
    agreed = m.PlanLine("/plans/x", "Market, then pie by the river", f"{saturday}, the river.", "both")
    theirs = m.PlanLine("/plans/y", "Learn one dance, badly", f"{saturday}. Elias offers it.", "right")
    mine = m.PlanLine("/plans/z", "The lighthouse", "Friday. Elias would like another time.", "left")
    over = m.PlanLine("/moments/x", "The small cinema", "It has been. Yours to tell, if you like.", "none")
    one = m.WindowForm("2026-06-13", "10:00", "13:00")
    days = m.WindowForm("2026-06-19", "", "", "2026-06-21")
    form = m.PlanForm(
        "Market, then pie", "Slowly.", "the river", (one, days, m.WindowForm()), "weekly", "bags", ""
    )
    empty = m.PlanForm("", "", "", (m.WindowForm(),) * 3, "", "", "")
    first = m.WindowShown(29_687_640, saturday, "11:00 in Athens")
    second = m.WindowShown(29_689_080, "Sunday 14 June, 14:00 to 17:00", "", over=True)
    written = m.ForwardShown(20617, "", "The pie. And your hat.", True, "", False)
    brings = (("Noor", "the bags"), ("Elias", "the appetite"))
    plan = m.PlanPage(
        BOTH, "ab" * 16, 0, "Market, then pie", "Slowly.", "the river", "", brings,
        (), (first, second), False, "", False, None, (), (),
    )  # fmt: skip
    both = replace(plan, agreed=(first,), offered=(), forward=m.ForwardShown(20617, "", "", False, "", True))
    own = m.OwnCalendarPage(NOOR, False, False)
    link = m.NextPlan("Market, then pie", "Saturday 13 June, 10:00 to 13:00", "/plans/x")
    cinema = m.Link("The small cinema", "/moments/x")
    return {
        "today-plans": today(
            plans=m.PlansToday((m.Link("Learn one dance, badly", "/plans/y"),), link, cinema)
        ),
        "today-no-plans": today(plans=m.PlansToday((), None, None)),
        "plans": m.PlansPage(BOTH, (agreed,), (theirs, mine), (over,)),
        "plans-none": m.PlansPage(BOTH, (), (), ()),
        "plans-not-written": m.PlansPage(BOTH, (agreed,), (), (), True),
        "plan-new": m.NewPlanPage(BOTH, "5c" * 16, empty, ""),
        "plan-new-free": m.NewPlanPage(
            BOTH,
            "5c" * 16,
            replace(empty, windows=(one, m.WindowForm(), m.WindowForm())),
            "Europe/Athens",
            free="You’re both free until 22:30. Make it longer if you like.",
            ideas="/ideas?long=evening",
        ),
        "plan-change": m.NewPlanPage(
            BOTH,
            "5c" * 16,
            form,
            "Europe/Athens",
            "ab" * 16,
            1,
            "Choose a day.",
            "day-0",
        ),
        "plan-offered": plan,
        "plan-mine": replace(plan, mine=True, answer="Elias would like another time.", asks_another=True),
        "plan-moved-on": replace(plan, agreed=(first,), wrong="It has been answered.", field="first"),
        "plan-agreed": both,
        "plan-forward": replace(both, forward=written),
        "plan-open": replace(both, forward=replace(written, theirs="That you will haggle.")),
        "plan-forward-wrong": replace(both, wrong="There is nothing written yet.", field="forward"),
        "plan-weekly": replace(
            both,
            repeats="every week",
            agreed=(first, second),
            forward=replace(written, about="Saturday 13 June 2026"),
            left_out=(m.WindowShown(20624, "Saturday 20 June 2026", "", left_out=True),),
            told=(m.Link("Saturday 6 June 2026", "/moments/x"),),
        ),
        "plans-own": own,
        "plans-own-made": replace(own, on=True, titles=True, address="https://weft.example/calendar/x.ics"),
        "plans-own-on": replace(own, on=True),
        "plans-own-accounts": replace(
            own,
            accounts=(m.Choice("ab", "Mine", "", True), m.Choice("cd", "The choir")),
            wrong="Nobody answers there.",
        ),
        "plans-own-places": replace(
            own,
            accounts=(m.Choice("ab", "Mine", "", True),),
            places=(m.Choice("https://c.example/work/", "work"), m.Choice("https://c.example/home/", "home")),
        ),
        "plans-own-writing": replace(own, written="Mine, work", writing=True),
        "plans-own-written": replace(own, written="Mine, work", trouble="Nobody answers there just now."),
    }
