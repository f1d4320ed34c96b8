"""Paint a page: choose the template by the model's class and render it to HTML.

Templates see the model as `page`, besides the addresses of our own files and
the few drawings that show no one's cloth; a name a template uses and the model
lacks is an error.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from weft.core.people import Side
from weft.core.tapestry import svg as loom
from weft.web import models
from weft.web.files import address
from weft.web.parts import Parts, Sheet

HERE = Path(__file__).parent

TEMPLATES: dict[type, str] = {
    models.WelcomePage: "doors/welcome.html",
    models.BeforePage: "doors/before.html",
    models.SharedBrowserPage: "doors/shared_browser.html",
    models.BeginPage: "doors/begin.html",
    models.SignInPage: "doors/sign_in.html",
    models.RecoverPage: "doors/recover.html",
    models.InvitePage: "couple/invite.html",
    models.JoinPage: "couple/join.html",
    models.ComparePage: "couple/compare.html",
    models.DamagePage: "plain/damage.html",
    models.SayPage: "plain/say.html",
    models.TodayPage: "today/today.html",
    models.LikePage: "today/like.html",
    models.PracticesPage: "practices/all.html",
    models.PracticePage: "practices/one.html",
    models.IdeasPage: "ideas/ideas.html",
    models.OneIdeaPage: "ideas/one.html",
    models.LikesPage: "ideas/likes.html",
    models.OwnIdeasPage: "ideas/ours.html",
    models.ExercisePage: "exercises/one.html",
    models.SittingPage: "sittings/sitting.html",
    models.EndedPage: "sittings/ended.html",
    models.ClothPage: "cloth/front.html",
    models.ListPage: "cloth/back.html",
    models.FarPage: "cloth/far.html",
    models.TakePage: "cloth/take.html",
    models.YoursPage: "yours/yours.html",
    models.KnockPage: "yours/knock.html",
    models.ZonePage: "yours/zone.html",
    models.HomeScreenPage: "yours/home_screen.html",
    models.FreshPage: "yours/fresh.html",
    models.WaysPage: "yours/ways.html",
    models.WayPage: "yours/way.html",
    models.RenewedPage: "couple/renewed.html",
    models.CopyPage: "yours/copy.html",
    models.BringPage: "yours/bring.html",
    models.PastPage: "yours/past.html",
    models.PicturesPage: "pictures/of.html",
    models.KeptPicturesPage: "pictures/kept.html",
    models.WishesPage: "wishes/all.html",
    models.WishListPage: "wishes/one.html",
    models.LeavePage: "leaving/leave.html",
    models.ClosedPage: "leaving/closed.html",
    models.KeptPage: "leaving/kept.html",
    models.OwnEyesPage: "yours/own_eyes.html",
    models.StillPage: "yours/still.html",
    models.MomentsPage: "moments/all.html",
    models.NewMomentPage: "moments/new.html",
    models.MomentPage: "moments/one.html",
    models.FeelPage: "moments/feel.html",
    models.LandscapePage: "moments/landscape.html",
    models.ReservoirPage: "reservoir/all.html",
    models.DaysPage: "reservoir/days.html",
    models.BookPage: "reservoir/book.html",
    models.OwnInBookPage: "reservoir/own.html",
    models.AffectionPage: "affection/all.html",
    models.GesturePage: "affection/one.html",
    models.MapPage: "affection/map.html",
    models.TheirMapPage: "affection/theirs.html",
    models.LandsPage: "affection/lands.html",
    models.TimePage: "freetime/all.html",
    models.MyTimesPage: "freetime/mine.html",
    models.OwnDayPage: "freetime/day.html",
    models.UsualPage: "freetime/usual.html",
    models.CalendarsPage: "freetime/calendars.html",
    models.PlansPage: "plans/all.html",
    models.NewPlanPage: "plans/new.html",
    models.PlanPage: "plans/one.html",
    models.OwnCalendarPage: "plans/own.html",
    models.NearPage: "affection/near.html",
    models.EveningPage: "journey/evening.html",
    models.EveningsPage: "journey/evenings.html",
    models.SeasonPage: "journey/season.html",
    models.ChoosePage: "journey/choose.html",
    models.SeasonClothPage: "journey/cloth.html",
    models.FourPage: "journey/four.html",
    models.LookBackPage: "journey/back.html",
    models.InsightPage: "journey/insight.html",
    models.ExperimentPage: "journey/experiment.html",
    models.HelpPage: "plain/help.html",
    models.HostPage: "plain/host.html",
    models.AwayPage: "plain/away.html",
    models.DemoPage: "demo/demo.html",
    models.PartsPage: "demo/parts.html",
}


def svg(drawn: str) -> Markup:
    """Mark a string as drawn by our own loom: it goes into the page as it is."""
    return Markup(drawn)


def tie(mine: bool, theirs: bool, viewer: str) -> str:
    """The yarn between two yeses, as the viewer ("left" or "right") sees it."""
    if mine:
        return loom.tie("both" if theirs else "mine", Side(viewer))
    return loom.tie("theirs" if theirs else "nobody", Side(viewer))


def beam(viewer: str) -> str:
    """The strung half of a warp over the doors, hanging from the viewer's edge."""
    return loom.beam(Side(viewer))


@pass_context
def part(context: Context, name: str, *shows: object, caller: Callable[[], str]) -> Markup:
    """A part of a page that need not be painted again while what it shows is the same; see ``parts``."""
    parts: Parts = context["parts"]
    return parts.paint(name, shows, caller)


class Attributes(Environment):
    """Where a template says ``page.room`` it means the attribute: a model has no other parts, and it must be there.

    Jinja's own looks for an item besides, in Python, and a page asks a hundred times.
    """

    getattr = staticmethod(getattr)  # type: ignore[assignment]


def _environment() -> Environment:
    """The one environment: strict about names, escaping everything, tidy about blank lines."""
    made = Attributes(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.globals.update(static=address, tie=tie, beam=beam, presence_field=loom.presence_field, part=part)
    made.filters["svg"] = svg
    made.filters["static"] = (
        address  # The same as the global, and worked out once where the name is a constant.
    )
    return made


ENVIRONMENT = _environment()


@cache
def _template(kind: type) -> Template:
    return ENVIRONMENT.get_template(TEMPLATES[kind])


def paint(page: models.Page, parts: Parts | None = None) -> str:
    """The whole HTML document of `page`, ready to send as UTF-8. Raises `KeyError` for what is no page."""
    return _template(type(page)).render(page=page, parts=parts or Parts())


def lay(page: models.Page, parts: Parts) -> Sheet:
    """The same document in pieces, its large parts each by itself."""
    parts.laying = True
    return parts.lay(paint(page, parts))
