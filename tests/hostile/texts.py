"""Five hundred hostile texts: whatever a person, or a program in a person's place, could put into a field.

Each carries the mark, which no page of ours contains, so that a page can be asked where it ended up.
"""

import random
from collections.abc import Callable, Iterator

MARK = "zqowned"
MANY = 500

TAGS = [
    "script",
    "img",
    "svg",
    "iframe",
    "object",
    "embed",
    "math",
    "style",
    "link",
    "meta",
    "base",
    "form",
    "input",
    "button",
    "textarea",
    "select",
    "video",
    "audio",
    "body",
    "html",
    "template",
    "noscript",
    "details",
    "marquee",
    "table",
    "a",
    "b",
    "plaintext",
    "title",
    "xmp",
    "listing",
    "frameset",
    "keygen",
    "isindex",
]
EVENTS = [
    "onload",
    "onerror",
    "onclick",
    "onfocus",
    "onmouseover",
    "ontoggle",
    "onanimationstart",
    "onbegin",
    "onpointerenter",
    "onpaste",
]
QUOTES = ('"', "'", "`", "", "&quot;", "&#39;", "\\x22", "\u201d", "\uff02")
GAPS = (" ", "\n", "\t", "/", "\x0c", "\u00a0", "\x00")
BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"
UNSEEN = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u034f\u180e\u2028\u2029\ufe0f\U000e0041\U000e007f"
CONTROL = "".join(map(chr, [*range(1, 9), 11, 12, *range(14, 32), 127, 0x80, 0x85, 0x9F, 0xFFFE, 0xFFFF]))
DOES = f"globalThis.{MARK}=1"


def call(dice: random.Random) -> str:
    return dice.choice([DOES, f"alert('{MARK}')", f"document.body.dataset.{MARK}=1", f"fetch('/{MARK}')"])


def element(dice: random.Random) -> str:
    """A tag, more or less well made, that runs something."""
    tag, quote, gap = dice.choice(TAGS), dice.choice(QUOTES[:4]), dice.choice(GAPS)
    handler = f"{dice.choice(EVENTS)}={quote}{call(dice)}{quote}"
    inside = dice.choice([call(dice), "", f"<script>{call(dice)}</script>", f"@import '/{MARK}'"])
    tag = dice.choice([tag, tag.upper(), f"{tag}\x00", tag[0].upper() + tag[1:]])
    return f"<{tag}{gap}src=/{MARK}{gap}autofocus{gap}{handler}>{inside}</{tag}>"


def breakout(dice: random.Random) -> str:
    """The end of where a text might stand, and then something that runs."""
    ends = (
        '"',
        "'",
        "</textarea>",
        "</title>",
        "</p></main>",
        "-->",
        "]]>",
        "</script>",
        "*/",
        "</svg>",
        "</b>",
    )
    return f"{dice.choice(ends)}{dice.choice(['>', ' ', ''])}{element(dice)}<!--"


def attribute(dice: random.Random) -> str:
    quote = dice.choice(QUOTES)
    return f"{MARK}{quote} {dice.choice(EVENTS)}={quote}{call(dice)}{quote} x={quote}"


def picture(dice: random.Random) -> str:
    """SVG, which cloths are made of, with what it can carry."""
    inner = dice.choice(
        [
            f"<script>{call(dice)}</script>",
            f'<animate onbegin="{call(dice)}" attributeName=x dur=1s>',
            f'<a xlink:href="javascript:{call(dice)}"><text>{MARK}</text></a>',
            f'<use href="data:image/svg+xml,{MARK}#x">',
            f"<foreignObject><iframe srcdoc='<script>{call(dice)}</script>'></foreignObject>",
            f"<style>*{{fill:url(/{MARK})}}</style>",
        ]
    )
    return f"<svg xmlns='http://www.w3.org/2000/svg'>{inner}</svg>"


def address(dice: random.Random) -> str:
    scheme = dice.choice(["javascript", "JaVaScRiPt", "java\tscript", "\x01javascript", "data", "vbscript"])
    return f"{scheme}:{dice.choice(['', '//%0a', 'text/html,'])}{call(dice)}"


def braces(dice: random.Random) -> str:
    """What template languages would work out."""
    return dice.choice(
        [
            f"{{{{ '{MARK}'.__class__.__mro__ }}}}",
            f"{{% for x in ().__class__.__base__.__subclasses__() %}}{MARK}{{% endfor %}}",
            f"{{% raw %}}{MARK}",
            f"${{{DOES}}}#{{7*7}}{MARK}",
            f"<%= {MARK} %>[[${{7*7}}]]",
            f"{{other}} {{partner}} {{0}} {{}} {{{MARK}!r:>99}}",
            f"%s%n%(x)s{MARK}",
            f"{{# {MARK}",
        ]
    )


def database(dice: random.Random) -> str:
    return dice.choice(
        [
            f"{MARK}'; DROP TABLE entries; --",
            f'{MARK}" OR ""="',
            f"{MARK}' UNION SELECT raw FROM slots --",
            f"{MARK}%_\\",
            f"{MARK}\0' OR 1=1",
            f"1); ATTACH '/{MARK}' AS x; --",
        ]
    )


def strange(dice: random.Random) -> str:
    """Letters that turn, hide or have no shape."""
    letters = dice.choice([BIDI, UNSEEN, CONTROL, BIDI + UNSEEN + CONTROL])
    mixed = "".join(dice.choice(letters) + one for one in MARK)
    return dice.choice([f"{MARK}{mixed}", f"{mixed}{MARK}", f"{MARK}{letters}"])


def stacked(dice: random.Random) -> str:
    return MARK + "".join(chr(dice.randrange(0x300, 0x36F)) for _ in range(dice.randrange(20, 400)))


def long(dice: random.Random) -> str:
    one = dice.choice(["a", "<", "&", '"', "\u202e", "\U0001f9f6", "\n", "W ", "<b>", "&lt;", "\u0644"])
    return MARK + one * dice.choice([500, 4_000, 7_900 // len(one), 9_000])


def markdown(dice: random.Random) -> str:
    return dice.choice(
        [
            f"[{MARK}](javascript:{DOES})",
            f"![{MARK}](/{MARK})",
            f"# {MARK}\n\n---\ntitle: x\n---\n",
            f"### write: {MARK}\n- limit: 1 minute\n- for: each\n",
            f"<details open ontoggle={DOES}>{MARK}</details>",
            f"`{MARK}`\n```html\n<script>{DOES}</script>\n```",
            f'[x]: </{MARK}> "{DOES}"',
        ]
    )


def encoded(dice: random.Random) -> str:
    """The same once more, as some other reader would have decoded it."""
    plain = f"<script>{DOES}</script>"
    return MARK + dice.choice(
        [
            plain.replace("<", "&lt;").replace("&", "&amp;"),
            "".join(f"%{byte:02x}" for byte in plain.encode()),
            "".join(f"&#x{ord(one):x};" for one in plain),
            "".join(f"\\u{ord(one):04x}" for one in plain),
            "".join(chr(ord(one) + 0xFEE0) if "!" <= one <= "~" else one for one in plain),
            plain.encode("utf-16-le").decode("latin-1"),
            plain.encode("utf-7").decode("ascii"),
            plain.encode().decode("cp037"),
            f"\ufffd\xff\xfe{plain}",
        ]
    )


FAMILIES: tuple[Callable[[random.Random], str], ...] = (
    element,
    breakout,
    attribute,
    picture,
    address,
    braces,
    database,
    strange,
    stacked,
    long,
    markdown,
    encoded,
)


def texts(many: int = MANY) -> Iterator[str]:
    """The first ``many``, one family after another; the same ones each time."""
    dice, seen = random.Random("hostile, 4"), set[str]()
    for number in range(many):
        text = FAMILIES[number % len(FAMILIES)](dice)
        if MARK not in text or text in seen:
            text = f"{text}{MARK}{number}"
        seen.add(text)
        yield text
