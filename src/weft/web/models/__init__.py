"""What each page shows: one frozen record per template, filled by the pages and read by `paint`.

A model holds only what this viewer may see. Pictures are strings of SVG drawn
by our own loom; every other string is plain text and is escaped by the template.
"""

from weft.web.models.affection import (
    AffectionPage,
    Choice,
    GestureForm,
    GestureLine,
    GesturePage,
    LandsPage,
    MapPage,
    NeedChoice,
    NeedShown,
    NeedsToday,
    TheirMapPage,
    WantedLine,
)
from weft.web.models.cloth import ClothPage, Day, ListPage, Opened, Thing
from weft.web.models.copies import BringPage, CopyPage, FreshPage, PastPage
from weft.web.models.couple import ComparePage, InvitePage, JoinPage
from weft.web.models.damage import DamagePage, Harm
from weft.web.models.demo import DemoPage, DemoPerson, PartsPage
from weft.web.models.doors import (
    BeforePage,
    BeginPage,
    RecoverPage,
    SharedBrowserPage,
    SignInPage,
    WelcomePage,
)
from weft.web.models.far import Draft, FarPage, Panel, TakePage
from weft.web.models.freetime import (
    AwayForm,
    CalendarForm,
    CalendarLine,
    CalendarsPage,
    CrossedWeek,
    FoundTime,
    HalfHour,
    MyTimesPage,
    OwnCell,
    OwnDayPage,
    OwnWeek,
    TimePage,
    UsualPage,
    WeeklyForm,
)
from weft.web.models.home_screen import HomeScreenPage
from weft.web.models.ideas import IdeaForm, IdeaShown, IdeasPage, LikesPage, OneIdeaPage, OwnIdeasPage
from weft.web.models.journey import (
    ChoosePage,
    EveningLine,
    EveningPage,
    EveningsPage,
    ExperimentPage,
    FourPage,
    FourQuestion,
    InsightPage,
    LinkShown,
    LookBackPage,
    RhythmShown,
    SeasonClothPage,
    SeasonPage,
    Stretch,
)
from weft.web.models.knock import KnockForm, KnockPage
from weft.web.models.leaving import ClosedPage, KeptDay, KeptPage, KeptScape, LeavePage
from weft.web.models.like import LikeGroup, LikePage, WishLine
from weft.web.models.moments import (
    FeelPage,
    LandscapePage,
    MomentForm,
    MomentLine,
    MomentPage,
    MomentsPage,
    NewMomentPage,
    PartShown,
    PlaceShown,
    VoiceForm,
    VoiceShown,
    WhyShown,
)
from weft.web.models.near import NearPage, RiteShown
from weft.web.models.pictures import KeptPicturesPage, PictureShown, PicturesPage
from weft.web.models.plain import AwayPage, HelpPage, HostPage, SayPage
from weft.web.models.plans import (
    ForwardShown,
    NewPlanPage,
    NextPlan,
    OwnCalendarPage,
    PlanForm,
    PlanLine,
    PlanPage,
    PlansPage,
    PlansToday,
    WindowForm,
    WindowShown,
)
from weft.web.models.practices import (
    Consent,
    ExerciseLine,
    ExercisePage,
    FormChoice,
    HourChoice,
    Narrowing,
    PracticeLine,
    PracticePage,
    PracticesPage,
    Shelf,
)
from weft.web.models.reservoir import (
    BookPage,
    DayLine,
    DaysPage,
    MonthShown,
    MonthWord,
    OwnInBook,
    OwnInBookPage,
    OwnLetterInBook,
    PictureSeen,
    ReservoirPage,
    ThingShown,
)
from weft.web.models.room import DyeChoice, Link, Room, Said
from weft.web.models.sitting import EndedPage, LineShown, MarkShown, SittingPage
from weft.web.models.today import Begun, JourneyToday, Offer, Suggestion, TodayPage
from weft.web.models.ways import RenewedPage, TraceLine, WayIn, WayPage, WaysPage
from weft.web.models.wishes import WishesPage, WishListPage
from weft.web.models.yours import (
    Device,
    OwnEyesPage,
    StageChoice,
    StillPage,
    StillPast,
    StillShelf,
    YoursPage,
)
from weft.web.models.zone import ZonePage

__all__ = [
    "AffectionPage",
    "AwayForm",
    "AwayPage",
    "BeforePage",
    "BeginPage",
    "Begun",
    "BookPage",
    "BringPage",
    "CalendarForm",
    "CalendarLine",
    "CalendarsPage",
    "Choice",
    "ChoosePage",
    "ClosedPage",
    "ClothPage",
    "ComparePage",
    "Consent",
    "CopyPage",
    "CrossedWeek",
    "DamagePage",
    "Day",
    "DayLine",
    "DaysPage",
    "DemoPage",
    "DemoPerson",
    "Device",
    "Draft",
    "DyeChoice",
    "EndedPage",
    "EveningLine",
    "EveningPage",
    "EveningsPage",
    "ExerciseLine",
    "ExercisePage",
    "ExperimentPage",
    "FarPage",
    "FeelPage",
    "FormChoice",
    "ForwardShown",
    "FoundTime",
    "FourPage",
    "FourQuestion",
    "FreshPage",
    "GestureForm",
    "GestureLine",
    "GesturePage",
    "HalfHour",
    "Harm",
    "HelpPage",
    "HomeScreenPage",
    "HostPage",
    "HourChoice",
    "IdeaForm",
    "IdeaShown",
    "IdeasPage",
    "InsightPage",
    "InvitePage",
    "JoinPage",
    "JourneyToday",
    "KeptDay",
    "KeptPage",
    "KeptPicturesPage",
    "KeptScape",
    "KnockForm",
    "KnockPage",
    "LandsPage",
    "LandscapePage",
    "LeavePage",
    "LikeGroup",
    "LikePage",
    "LikesPage",
    "LineShown",
    "Link",
    "LinkShown",
    "ListPage",
    "LookBackPage",
    "MapPage",
    "MarkShown",
    "MomentForm",
    "MomentLine",
    "MomentPage",
    "MomentsPage",
    "MonthShown",
    "MonthWord",
    "MyTimesPage",
    "Narrowing",
    "NearPage",
    "NeedChoice",
    "NeedShown",
    "NeedsToday",
    "NewMomentPage",
    "NewPlanPage",
    "NextPlan",
    "Offer",
    "OneIdeaPage",
    "Opened",
    "OwnCalendarPage",
    "OwnCell",
    "OwnDayPage",
    "OwnEyesPage",
    "OwnIdeasPage",
    "OwnInBook",
    "OwnInBookPage",
    "OwnLetterInBook",
    "OwnWeek",
    "Page",
    "Panel",
    "PartShown",
    "PartsPage",
    "PastPage",
    "PictureSeen",
    "PictureShown",
    "PicturesPage",
    "PlaceShown",
    "PlanForm",
    "PlanLine",
    "PlanPage",
    "PlansPage",
    "PlansToday",
    "PracticeLine",
    "PracticePage",
    "PracticesPage",
    "RecoverPage",
    "RenewedPage",
    "ReservoirPage",
    "RhythmShown",
    "RiteShown",
    "Room",
    "Said",
    "SayPage",
    "SeasonClothPage",
    "SeasonPage",
    "SharedBrowserPage",
    "Shelf",
    "SignInPage",
    "SittingPage",
    "StageChoice",
    "StillPage",
    "StillPast",
    "StillShelf",
    "Stretch",
    "Suggestion",
    "TakePage",
    "TheirMapPage",
    "Thing",
    "ThingShown",
    "TimePage",
    "TodayPage",
    "TraceLine",
    "UsualPage",
    "VoiceForm",
    "VoiceShown",
    "WantedLine",
    "WayIn",
    "WayPage",
    "WaysPage",
    "WeeklyForm",
    "WelcomePage",
    "WhyShown",
    "WindowForm",
    "WindowShown",
    "WishLine",
    "WishListPage",
    "WishesPage",
    "YoursPage",
    "ZonePage",
]

Page = (
    WelcomePage
    | BeforePage
    | BeginPage
    | SharedBrowserPage
    | SignInPage
    | RecoverPage
    | InvitePage
    | JoinPage
    | ComparePage
    | SayPage
    | DamagePage
    | TodayPage
    | IdeasPage
    | OneIdeaPage
    | LikesPage
    | OwnIdeasPage
    | PracticesPage
    | PracticePage
    | ExercisePage
    | SittingPage
    | EndedPage
    | ClothPage
    | ListPage
    | FarPage
    | TakePage
    | OwnEyesPage
    | YoursPage
    | StillPage
    | LeavePage
    | LikePage
    | ClosedPage
    | KeptPage
    | FreshPage
    | WaysPage
    | RenewedPage
    | WayPage
    | CopyPage
    | BringPage
    | PastPage
    | PicturesPage
    | KeptPicturesPage
    | WishesPage
    | WishListPage
    | MomentsPage
    | NewMomentPage
    | MomentPage
    | FeelPage
    | LandscapePage
    | ReservoirPage
    | KnockPage
    | HomeScreenPage
    | ZonePage
    | DaysPage
    | BookPage
    | OwnInBookPage
    | AffectionPage
    | GesturePage
    | MapPage
    | TheirMapPage
    | LandsPage
    | TimePage
    | MyTimesPage
    | OwnDayPage
    | UsualPage
    | CalendarsPage
    | PlansPage
    | NewPlanPage
    | PlanPage
    | OwnCalendarPage
    | NearPage
    | EveningPage
    | EveningsPage
    | SeasonPage
    | ChoosePage
    | SeasonClothPage
    | FourPage
    | LookBackPage
    | InsightPage
    | ExperimentPage
    | HelpPage
    | HostPage
    | AwayPage
    | DemoPage
    | PartsPage
)
