"""What each page shows: one frozen record per template, filled by the pages and read by `paint`.

A model holds only what this viewer may see. Pictures are strings of SVG drawn
by our own loom; every other string is plain text and is escaped by the template.
"""

from weft.web.models.cloth import ClothPage, Day, ListPage, Opened, Thing
from weft.web.models.copies import BringPage, CopyPage, FreshPage, PastPage
from weft.web.models.couple import ComparePage, InvitePage, JoinPage
from weft.web.models.damage import DamagePage, Harm
from weft.web.models.demo import DemoPage, DemoPerson, PartsPage
from weft.web.models.doors import BeginPage, RecoverPage, SignInPage, WelcomePage
from weft.web.models.ideas import IdeaShown, IdeasPage
from weft.web.models.leaving import ClosedPage, KeptDay, KeptPage, LeavePage
from weft.web.models.plain import AwayPage, HelpPage, HostPage, SayPage
from weft.web.models.practices import (
    Consent,
    ExerciseLine,
    ExercisePage,
    FormChoice,
    Narrowing,
    PracticeLine,
    PracticePage,
    PracticesPage,
    Shelf,
)
from weft.web.models.room import DyeChoice, Link, Room, Said
from weft.web.models.sitting import EndedPage, LineShown, MarkShown, SittingPage
from weft.web.models.today import Offer, Suggestion, TodayPage
from weft.web.models.ways import RenewedPage, TraceLine, WayIn, WayPage, WaysPage
from weft.web.models.yours import Device, OwnEyesPage, StageChoice, YoursPage

__all__ = [
    "AwayPage",
    "BeginPage",
    "BringPage",
    "ClosedPage",
    "ClothPage",
    "ComparePage",
    "Consent",
    "CopyPage",
    "DamagePage",
    "Day",
    "DemoPage",
    "DemoPerson",
    "Device",
    "DyeChoice",
    "EndedPage",
    "ExerciseLine",
    "ExercisePage",
    "FormChoice",
    "FreshPage",
    "Harm",
    "HelpPage",
    "HostPage",
    "IdeaShown",
    "IdeasPage",
    "InvitePage",
    "JoinPage",
    "KeptDay",
    "KeptPage",
    "LeavePage",
    "LineShown",
    "Link",
    "ListPage",
    "MarkShown",
    "Narrowing",
    "Offer",
    "Opened",
    "OwnEyesPage",
    "Page",
    "PartsPage",
    "PastPage",
    "PracticeLine",
    "PracticePage",
    "PracticesPage",
    "RecoverPage",
    "RenewedPage",
    "Room",
    "Said",
    "SayPage",
    "Shelf",
    "SignInPage",
    "SittingPage",
    "StageChoice",
    "Suggestion",
    "Thing",
    "TodayPage",
    "TraceLine",
    "WayIn",
    "WayPage",
    "WaysPage",
    "WelcomePage",
    "YoursPage",
]

Page = (
    WelcomePage
    | BeginPage
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
    | OwnEyesPage
    | YoursPage
    | LeavePage
    | ClosedPage
    | KeptPage
    | FreshPage
    | WaysPage
    | RenewedPage
    | WayPage
    | CopyPage
    | BringPage
    | PastPage
    | HelpPage
    | HostPage
    | AwayPage
    | DemoPage
    | PartsPage
)
