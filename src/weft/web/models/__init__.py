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
from weft.web.models.ideas import IdeaShown, IdeasPage
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
from weft.web.models.pictures import KeptPicturesPage, PictureShown, PicturesPage
from weft.web.models.plain import AwayPage, HelpPage, HostPage, SayPage
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
    PictureSeen,
    ReservoirPage,
    ThingShown,
)
from weft.web.models.room import DyeChoice, Link, Room, Said
from weft.web.models.sitting import EndedPage, LineShown, MarkShown, SittingPage
from weft.web.models.today import Offer, Suggestion, TodayPage
from weft.web.models.ways import RenewedPage, TraceLine, WayIn, WayPage, WaysPage
from weft.web.models.wishes import WishesPage, WishListPage
from weft.web.models.yours import Device, OwnEyesPage, StageChoice, YoursPage

__all__ = [
    "AffectionPage",
    "AwayPage",
    "BeforePage",
    "BeginPage",
    "BookPage",
    "BringPage",
    "Choice",
    "ClosedPage",
    "ClothPage",
    "ComparePage",
    "Consent",
    "CopyPage",
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
    "ExerciseLine",
    "ExercisePage",
    "FarPage",
    "FeelPage",
    "FormChoice",
    "FreshPage",
    "GestureForm",
    "GestureLine",
    "GesturePage",
    "Harm",
    "HelpPage",
    "HostPage",
    "HourChoice",
    "IdeaShown",
    "IdeasPage",
    "InvitePage",
    "JoinPage",
    "KeptDay",
    "KeptPage",
    "KeptPicturesPage",
    "KeptScape",
    "LandsPage",
    "LandscapePage",
    "LeavePage",
    "LikeGroup",
    "LikePage",
    "LineShown",
    "Link",
    "ListPage",
    "MapPage",
    "MarkShown",
    "MomentForm",
    "MomentLine",
    "MomentPage",
    "MomentsPage",
    "MonthShown",
    "MonthWord",
    "Narrowing",
    "NeedChoice",
    "NeedShown",
    "NeedsToday",
    "NewMomentPage",
    "Offer",
    "Opened",
    "OwnEyesPage",
    "OwnInBook",
    "OwnInBookPage",
    "Page",
    "Panel",
    "PartShown",
    "PartsPage",
    "PastPage",
    "PictureSeen",
    "PictureShown",
    "PicturesPage",
    "PlaceShown",
    "PracticeLine",
    "PracticePage",
    "PracticesPage",
    "RecoverPage",
    "RenewedPage",
    "ReservoirPage",
    "Room",
    "Said",
    "SayPage",
    "SharedBrowserPage",
    "Shelf",
    "SignInPage",
    "SittingPage",
    "StageChoice",
    "Suggestion",
    "TakePage",
    "TheirMapPage",
    "Thing",
    "ThingShown",
    "TodayPage",
    "TraceLine",
    "VoiceForm",
    "VoiceShown",
    "WantedLine",
    "WayIn",
    "WayPage",
    "WaysPage",
    "WelcomePage",
    "WhyShown",
    "WishLine",
    "WishListPage",
    "WishesPage",
    "YoursPage",
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
    | DaysPage
    | BookPage
    | OwnInBookPage
    | AffectionPage
    | GesturePage
    | MapPage
    | TheirMapPage
    | LandsPage
    | HelpPage
    | HostPage
    | AwayPage
    | DemoPage
    | PartsPage
)
