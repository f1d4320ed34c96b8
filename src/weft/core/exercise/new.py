"""The beginning of a new exercise: a whole small script that passes the check, with notes for its writer."""

import re

from weft.core.practice import Practice

TEXT = """---
id: {id}
title: {title}
practice: {practice}
forms: together, apart
minutes: 10
depth: 1
evidence: D
sources: itzchakov-2022
---

<!-- Notes like this one are for you. Nobody else sees them; take them out when you like. docs/writing.md is the manual.

The label above: the id is the file's name. The title is what people call it.
Forms are together (one room), apart (two places, live), own-pace (over days, in writing) and solo.
Depth runs from 1, light, to 6. Evidence is A good, B fair, C thin, D weak; the sources are keys from docs/sources.md. -->

## What you do

Each of you tells one small thing from today. The other answers before telling theirs.

<!-- One to three sentences. Somebody decides by them whether tonight is the night. -->

## Why it might help

A day goes by untold more easily than you’d think.

<!-- Short and concrete. Say what could change, not that it will. -->

## Evidence

No one has tested this exercise. A review finds that people who are listened to well feel understood and open up more
(Itzchakov and others, 2022). It isn’t about ten minutes of it.

<!-- Was this tested? What was found near it, by whom, with how many people, and what does that not show?
Say no more than the source's line in docs/sources.md does. -->

## Leave it for another day if

one of you is too tired to listen to the end.

<!-- Real cases, for the wrong evening. Begin in small letters: the heading is the first half of the sentence. -->

## Steps

### agree: {title}

One small thing each. Nothing has to come of it.

<!-- The first step is always “agree”. Nothing starts until both have said yes. -->

### settle: Sit down where you can hear each other

Put away what hums or flickers. Keep your phone where you can reach it.

#### apart: Call each other

A voice is enough.

<!-- Four marks give other words to somebody: to a form, as here, or to “listening” or “waiting”, as below. -->

## Steps: one turn each

<!-- What follows is done twice, once by each. “one turn each, within 20 minutes” would bring it to an end in time. -->

### speak: One small thing from today

- limit: 3 minutes

Tell it as it was, with where you stood and what you saw.

#### listening: Only listen

You answer when {{other}} has finished.

<!-- Whoever opens up is answered: by an “echo”, which says it back, or by a “respond”. The check asks for it. -->

### respond: Say one thing back

What stayed with you. A question is fine if it is one you would like to hear the answer to.

## Steps

### keep: Anything to keep?

A line of it, if you like. Nothing is a good answer too.

<!-- Above 80 letters a heading fills the phone, and a sentence of more than about 180 isn’t read. -->

### close: Woven in

That was today.

<!-- One quiet sentence: no praise, no summary. Now play it: ./weft exercise play, and the name of this file. -->
"""


def new(name: str, practice: Practice) -> str:
    """The text of a new exercise under this name. Raises ValueError when the name cannot be an id."""
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name) or len(name) > 48:
        raise ValueError("a file’s name is small letters, figures and single hyphens, such as slow-turns.md")
    title = name.replace("-", " ").capitalize()
    return TEXT.format(id=name, title=title, practice=practice)
