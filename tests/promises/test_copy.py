"""What Weft never says: it does not count, nag, praise, rank, or claim that anybody was told."""

import re
from pathlib import Path

import pytest

import weft

ROOT = Path(weft.__file__).parent
SPOKEN = sorted(
    path
    for pattern in ("web/templates/**/*.html", "content/**/*.md", "content/**/*.toml", "web/static/js/*.js")
    for path in ROOT.glob(pattern)
    if path.name != "lists.js"
)
SPOKEN += [ROOT / "core" / "sitting" / "wording.py", *sorted((ROOT / "web" / "pages").glob("*.py"))]

NEVER = {
    "streaks": r"\bstreaks?\b|\bin a row\b|\bdays running\b",
    "scores": r"\bscor(?:e|es|ed|ing)\b|\bpoints\b|\bbadges?\b|\blevel up\b|\brank(?:ed|ing)\b",
    "counting": r"\bdays since\b|\blast (?:seen|active|online)\b|\btimes this (?:week|month)\b|\bin total\b",
    "nagging": r"\b(?:is|are) waiting for you\b|\bmisses you\b|\bdon[’']t forget\b|\byou haven[’']t (?:been|played|written)\b|\bcome back (?:soon|tomorrow|every|to weft)\b",
    "receipts": r"\b(?:has|have) (?:seen|read|opened) (?:it|this|your)\b|\bis typing\b|\bis online\b|\bdelivered\b",
    "praise": r"\b(?:well done|great job|good job|congratulations|amazing|awesome|keep it up)\b",
    "alerts": r"\b(?:help is on (?:the|its) way|we (?:have )?(?:alerted|notified|called|contacted)|police (?:have|has) been)\b",
    "promises": r"\b(?:unbreakable|zero[- ]knowledge|military[- ]grade|100 ?% secure|completely safe|safe from abuse)\b",
}
ONLY_OURS = {"receipts"}
"""What Weft itself never says about the other person. Two people may well ask each other whether they have read it."""
COMMENT = re.compile(r"\{#.*?#\}|<!--.*?-->|^\s*(?://|#).*$", re.S | re.M)


def spoken(path: Path) -> str:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        text = re.sub(r'""".*?"""', "", text, flags=re.S)
    return text if path.suffix == ".md" else COMMENT.sub("", text)


def test_there_is_something_to_read() -> None:
    assert len(SPOKEN) > 30


@pytest.mark.parametrize("what", NEVER)
def test_nothing_in_templates_or_content_speaks_so(what: str) -> None:
    found = [
        f"{path.relative_to(ROOT)}: {hit.group(0)}"
        for path in SPOKEN
        if not (what in ONLY_OURS and path.suffix == ".md")
        for hit in re.finditer(NEVER[what], spoken(path), re.I)
    ]
    assert found == []


def test_the_lint_would_notice() -> None:
    said = "A 4 day streak! 12 points. Elis is waiting for you. It is 3 days since you wrote. We have alerted the police."
    noticed = {what for what, never in NEVER.items() if re.search(never, said, re.I)}
    assert noticed == {"streaks", "scores", "nagging", "counting", "alerts"}


def test_help_says_that_nobody_was_told() -> None:
    page = (ROOT / "web" / "templates" / "plain" / "help.html").read_text(encoding="utf-8")
    assert "Nobody has been told" in page
    assert "history may" in page
