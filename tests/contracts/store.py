"""The promises every store keeps, played on each by ``test_store.py``: ``STORE_PROMISES`` lists them all."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from hashlib import sha256
from typing import Any

import pytest

from weft.core.people import LogId, PersonId
from weft.keeper.ports import (
    AlreadyPaired,
    Appended,
    BoardDrop,
    BoardRow,
    Closing,
    CopyKeyRow,
    CopyRow,
    CoupleClosed,
    CoupleRow,
    EntryRow,
    FeedRow,
    InvitationRow,
    InvitationSpent,
    InvitationState,
    Near,
    Own,
    OwnRow,
    PasskeyRow,
    PersonRow,
    PersonTaken,
    RevTaken,
    SeqTaken,
    Shred,
    SignInRow,
    SlotGone,
    SlotRow,
    SlotType,
    Store,
)

Promise = Callable[[Store], Awaitable[None]]
STORE_PROMISES: list[Promise] = []


def promise(scene: Promise) -> Promise:
    STORE_PROMISES.append(scene)
    return scene


def an_id(name: str) -> Any:
    return sha256(name.encode()).hexdigest()[:32]


def some_bytes(name: str, size: int = 32) -> bytes:
    return (sha256(name.encode()).digest() * (size // 32 + 1))[:size]


NOOR, ELIS, KIM = (PersonId(an_id(name)) for name in ("noor", "elis", "kim"))
LOG, OTHER = LogId(an_id("their log")), LogId(an_id("another log"))


def entry(seq: int, name: str | None = None, log: LogId = LOG) -> EntryRow:
    name = name or f"entry {seq}"
    locked, dek, signed = (
        some_bytes(name, 338),
        some_bytes(f"{name} key", 60),
        some_bytes(f"{name} signed", 64),
    )
    return EntryRow(log, seq, an_id(name), 0, 1, 0, 0, 20_000, 256, dek, locked, signed)


def board(rev: int, script: bytes | None = None) -> BoardRow:
    return BoardRow(LOG, an_id("bench"), rev, some_bytes(f"bench {rev}", 300), script)


def person(who: PersonId, name: str = "noor") -> PersonRow:
    return PersonRow(who, some_bytes(name), some_bytes(who, 128), some_bytes(f"{who} signed", 64), 20_000)


def slot(who: PersonId, type_: SlotType, name: str = "first") -> SlotRow:
    name = f"{who} {type_} {name}"
    lookup = some_bytes(name, 16) if type_ is SlotType.RECOVERY else None
    return SlotRow(who, an_id(name), type_, some_bytes(name, 300), some_bytes(f"{name} auth"), lookup, 20_000)


def invitation(who: PersonId = NOOR, name: str = "come", expires: int = 130) -> InvitationRow:
    return InvitationRow(an_id(name), who, expires, b"for whoever holds the code", b"for its maker")


def couple(left: PersonId = NOOR, right: PersonId = ELIS) -> CoupleRow:
    wraps = (some_bytes("left wrap", 80), some_bytes("right wrap", 80))
    return CoupleRow(an_id(left + right), left, right, 0, *wraps, right, some_bytes("signed", 64), 20_000)


def sign_in(who: PersonId, name: str, began: int = 100, seen: int = 100) -> SignInRow:
    return SignInRow(some_bytes(name), who, some_bytes(f"{name} locked", 200), b"phone", began, seen)


async def join(store: Store, left: PersonId = NOOR, right: PersonId = ELIS) -> None:
    await store.add_invitation(invitation(left))
    await store.add_couple(couple(left, right), invitation=an_id("come"), answer=b"yes", minute=100)


# ---------------------------------------------------------------- the log


@promise
async def what_was_appended_comes_back_byte_for_byte_and_in_order(store: Store) -> None:
    rows = [entry(seq) for seq in range(200)]
    assert await store.append(rows) is Appended.NOW
    assert await store.read(LOG) == rows
    assert await store.read(LOG, after_seq=149) == rows[150:]
    assert await store.head_seq(LOG) == 199


@promise
async def a_log_nobody_wrote_is_empty(store: Store) -> None:
    assert await store.read(LOG) == []
    assert await store.head_seq(LOG) == -1
    assert await store.boards(LOG) == []


@promise
async def the_second_of_two_at_one_place_is_told_to_read_again(store: Store) -> None:
    await store.append([entry(0, "noor's")])
    with pytest.raises(SeqTaken):
        await store.append([entry(0, "elis's")])
    assert await store.append([entry(1, "elis's")]) is Appended.NOW


@promise
async def a_place_past_the_end_is_refused(store: Store) -> None:
    with pytest.raises(SeqTaken):
        await store.append([entry(1)])
    assert await store.read(LOG) == []


@promise
async def the_same_tap_twice_is_one_entry(store: Store) -> None:
    await store.append([entry(0), entry(1)])
    assert await store.append([entry(0), entry(1)], [board(0)]) is Appended.ALREADY
    assert await store.append([entry(2, "entry 1")]) is Appended.ALREADY
    assert await store.head_seq(LOG) == 1
    assert await store.boards(LOG) == []


@promise
async def a_refusal_half_way_writes_nothing(store: Store) -> None:
    with pytest.raises(SeqTaken):
        await store.append([entry(0), entry(2)])
    with pytest.raises(RevTaken):
        await store.append([entry(0)], [board(0), replace(board(4), board=an_id("other"))])
    assert await store.read(LOG) == []
    assert await store.boards(LOG) == []


@promise
async def one_append_may_go_to_two_logs(store: Store) -> None:
    theirs, own = entry(0), entry(0, "felt understood", OTHER)
    await store.append([theirs, own])
    assert await store.read(LOG) == [theirs]
    assert await store.read(OTHER) == [own]


@promise
async def of_many_at_once_each_place_goes_to_one(store: Store) -> None:
    tries = (store.append([entry(0, f"person {number}")]) for number in range(20))
    outcomes = await asyncio.gather(*tries, return_exceptions=True)
    assert outcomes.count(Appended.NOW) == 1
    assert sum(isinstance(outcome, SeqTaken) for outcome in outcomes) == 19
    assert len(await store.read(LOG)) == 1


@promise
async def a_refusal_costs_those_who_wrote_at_the_same_time_nothing(store: Store) -> None:
    tries = [store.append([entry(0, f"in {log}", LogId(an_id(log)))]) for log in "abcdef"]
    outcomes = await asyncio.gather(*tries, store.append([entry(7)]), return_exceptions=True)
    assert outcomes[:-1] == [Appended.NOW] * 6
    assert isinstance(outcomes[-1], SeqTaken)


# ---------------------------------------------------------------- boards


@promise
async def a_board_is_replaced_as_a_whole_and_keeps_its_script(store: Store) -> None:
    await store.put_board(board(0, b"the script"))
    await store.put_board(board(1))
    assert await store.board(LOG, an_id("bench")) == board(1, b"the script")
    assert await store.boards(LOG) == [board(1, b"the script")]


@promise
async def a_board_that_moved_on_is_not_written_over(store: Store) -> None:
    await store.put_board(board(0))
    for late in (board(0), board(2)):
        with pytest.raises(RevTaken):
            await store.put_board(late)
    assert await store.boards(LOG) == [board(0)]


@promise
async def a_sitting_ends_with_its_last_entry_in_one_step(store: Store) -> None:
    await store.put_board(board(0))
    with pytest.raises(RevTaken):
        await store.append([entry(0)], drops=[BoardDrop(LOG, an_id("bench"), 3)])
    assert await store.boards(LOG) == [board(0)]
    await store.append([entry(0)], drops=[BoardDrop(LOG, an_id("bench"), 0)])
    assert await store.boards(LOG) == []
    assert await store.head_seq(LOG) == 0


@promise
async def a_board_is_dropped_once_and_then_is_gone(store: Store) -> None:
    await store.put_board(board(0))
    with pytest.raises(RevTaken):
        await store.drop_board(LOG, an_id("bench"), rev=1)
    await store.drop_board(LOG, an_id("bench"))
    await store.drop_board(LOG, an_id("bench"), rev=5)
    assert await store.board(LOG, an_id("bench")) is None


# ---------------------------------------------------------------- people


@promise
async def a_person_is_found_by_id_name_and_recovery_code(store: Store) -> None:
    phrase, recovery = slot(NOOR, SlotType.PHRASE), slot(NOOR, SlotType.RECOVERY)
    settings = OwnRow(NOOR, Own.SETTINGS, 0, b"sealed")
    await store.add_person(person(NOOR), [phrase, recovery], [settings])
    assert await store.person(NOOR) == person(NOOR)
    assert await store.slots_near_handle(some_bytes("noor")) == Near([phrase], True)
    assert await store.slot_by_lookup(recovery.lookup or b"") == recovery
    assert {row.slot for row in await store.slots_of(NOOR)} == {phrase.slot, recovery.slot}
    assert await store.own(NOOR, Own.SETTINGS) == settings


@promise
async def nobody_is_found_where_nobody_is(store: Store) -> None:
    assert await store.person(NOOR) is None
    assert await store.slots_near_handle(some_bytes("noor")) == Near([], False)
    assert await store.slot_by_lookup(some_bytes("code", 16)) is None
    assert await store.own(NOOR, Own.PIN) is None
    assert await store.couple_of(NOOR) is None
    assert await store.invitation(an_id("come")) is None
    assert await store.sign_in(some_bytes("phone")) is None


@promise
async def looking_for_nobody_finds_somebody_and_says_so(store: Store) -> None:
    """The work is the same then, whichever side of everybody the name lies on."""
    await store.add_person(person(NOOR), [slot(NOOR, SlotType.PHRASE), slot(NOOR, SlotType.RECOVERY)])
    for nobody in (bytes(32), b"\xff" * 32):
        near = await store.slots_near_handle(nobody)
        assert near == Near([slot(NOOR, SlotType.PHRASE)], False)
        assert near.found == []


@promise
async def two_people_may_share_a_name(store: Store) -> None:
    for who in (NOOR, KIM):
        await store.add_person(person(who), [slot(who, SlotType.PHRASE)])
    assert {row.person for row in (await store.slots_near_handle(some_bytes("noor"))).found} == {NOOR, KIM}


@promise
async def an_id_that_is_in_use_is_never_written_over(store: Store) -> None:
    await store.add_person(person(NOOR), [slot(NOOR, SlotType.PHRASE)])
    stolen = replace(slot(NOOR, SlotType.PHRASE), person=KIM)
    for newcomer, its_slot in ((person(NOOR), slot(NOOR, SlotType.PASSKEY)), (person(KIM), stolen)):
        with pytest.raises(PersonTaken):
            await store.add_person(newcomer, [its_slot])
    with pytest.raises(PersonTaken):
        await store.replace_slots(KIM, [], [stolen])
    assert await store.slots_of(NOOR) == [slot(NOOR, SlotType.PHRASE)]
    assert await store.person(KIM) is None


def passkey(who: PersonId, name: str = "first") -> tuple[SlotRow, PasskeyRow]:
    made = replace(slot(who, SlotType.PASSKEY, name), lookup=some_bytes(f"{who} {name}", 16))
    return made, PasskeyRow(made.slot, some_bytes(made.slot), b"its public half", 3, b"a label, locked")


@promise
async def one_sealed_thing_is_found_of_everyone_who_has_it(store: Store) -> None:
    for who in (NOOR, ELIS):
        await store.put_own(OwnRow(who, Own.KNOCK, 0, b"an hour"))
        await store.put_own(OwnRow(who, Own.SETTINGS, 0, b"something else"))
    await store.put_own(OwnRow(NOOR, Own.KNOCK, 1, b"another hour"))
    found = {row.person: row.locked for row in await store.own_of_all(Own.KNOCK)}
    assert found == {NOOR: b"another hour", ELIS: b"an hour"}


@promise
async def a_passkey_is_found_by_what_it_is_known_by_and_goes_with_its_slot(store: Store) -> None:
    await store.add_person(person(NOOR), [slot(NOOR, SlotType.PHRASE)])
    made, row = passkey(NOOR)
    await store.add_passkey(made, row)
    assert await store.slot_by_lookup(made.lookup or b"") == made
    assert (await store.slots_near_handle(person(NOOR).handle)).found == [slot(NOOR, SlotType.PHRASE)]
    assert (await store.passkey(row.slot), await store.passkeys_of(NOOR)) == (row, [row])
    with pytest.raises(PersonTaken):
        await store.add_passkey(made, row)
    for uses in (9, 4):
        await store.used_passkey(row.slot, uses)
    assert await store.passkeys_of(NOOR) == [replace(row, uses=9)]
    await store.replace_slots(NOOR, [made.slot], [])
    assert (await store.passkey(row.slot), await store.passkeys_of(NOOR)) == (None, [])


@promise
async def of_a_days_tries_the_first_line_stays_and_the_oldest_days_go(store: Store) -> None:
    for day in (5, 5, 6, 7, 6):
        await store.add_try(NOOR, day, f"{day} {len(await store.tries_of(NOOR))}".encode(), 2)
    assert await store.tries_of(NOOR) == [b"6 1", b"7 2"]
    assert await store.tries_of(ELIS) == []


@promise
async def a_recovery_code_is_replaced_by_its_use_and_works_once(store: Store) -> None:
    old, new = slot(NOOR, SlotType.RECOVERY), slot(NOOR, SlotType.RECOVERY, "second")
    await store.add_person(person(NOOR), [old])
    await store.replace_slots(NOOR, [old.slot], [new])
    with pytest.raises(SlotGone):
        await store.replace_slots(NOOR, [old.slot], [slot(NOOR, SlotType.RECOVERY, "third")])
    assert await store.slots_of(NOOR) == [new]


@promise
async def nobody_replaces_the_slots_of_another(store: Store) -> None:
    await store.add_person(person(NOOR), [slot(NOOR, SlotType.PHRASE)])
    with pytest.raises(SlotGone):
        await store.replace_slots(KIM, [slot(NOOR, SlotType.PHRASE).slot], [])
    assert await store.slots_of(NOOR) == [slot(NOOR, SlotType.PHRASE)]


@promise
async def what_a_person_keeps_is_not_written_over_unseen(store: Store) -> None:
    await store.put_own(OwnRow(NOOR, Own.BOOKMARK, 0, b"first"))
    await store.put_own(OwnRow(NOOR, Own.BOOKMARK, 1, b"second"))
    for late in (0, 1, 3):
        with pytest.raises(RevTaken):
            await store.put_own(OwnRow(NOOR, Own.BOOKMARK, late, b"late"))
    assert await store.own(NOOR, Own.BOOKMARK) == OwnRow(NOOR, Own.BOOKMARK, 1, b"second")


# ---------------------------------------------------------------- two


@promise
async def two_are_joined_in_one_step(store: Store) -> None:
    pin = OwnRow(ELIS, Own.PIN, 0, b"noor's fingerprint")
    await store.add_invitation(invitation())
    await store.add_couple(couple(), invitation=an_id("come"), answer=b"yes", minute=129, own=[pin])
    assert await store.couple_of(NOOR) == await store.couple_of(ELIS) == couple()
    used = replace(invitation(), locked=b"", answer=b"yes", state=InvitationState.USED)
    assert await store.invitation(an_id("come")) == used
    assert await store.own(ELIS, Own.PIN) == pin


@promise
async def an_invitation_brings_one_person_once(store: Store) -> None:
    await join(store)
    with pytest.raises(InvitationSpent):
        await store.add_couple(couple(KIM, an_id("sol")), invitation=an_id("come"), answer=b"", minute=100)
    with pytest.raises(InvitationSpent):
        await store.withdraw_invitation(an_id("come"))


@promise
async def whoever_is_paired_is_not_paired_again(store: Store) -> None:
    await store.add_invitation(invitation(KIM, "kim's"))
    await join(store)
    for two in ((KIM, NOOR), (ELIS, KIM)):
        with pytest.raises(AlreadyPaired):
            await store.add_couple(couple(*two), invitation=an_id("kim's"), answer=b"", minute=100)
    with pytest.raises(AlreadyPaired):
        await store.add_invitation(invitation(ELIS, "elis's"))
    assert await store.couple_of(KIM) is None


@promise
async def an_expired_withdrawn_unknown_or_foreign_invitation_joins_nobody(store: Store) -> None:
    for name in ("late", "withdrawn"):
        await store.add_invitation(invitation(NOOR, name))
    await store.add_invitation(invitation(KIM, "kim's"))
    await store.withdraw_invitation(an_id("withdrawn"))
    for name, minute in (("late", 130), ("withdrawn", 100), ("unknown", 100), ("kim's", 100)):
        with pytest.raises(InvitationSpent):
            await store.add_couple(couple(), invitation=an_id(name), answer=b"", minute=minute)
    assert await store.couple_of(NOOR) is None


@promise
async def a_withdrawn_invitation_keeps_its_mark_and_nothing_else(store: Store) -> None:
    await store.add_invitation(invitation())
    await store.withdraw_invitation(an_id("come"))
    shred = replace(invitation(), locked=b"", own=b"", state=InvitationState.WITHDRAWN)
    assert await store.invitation(an_id("come")) == shred


@promise
async def being_joined_withdraws_every_other_invitation_of_both(store: Store) -> None:
    await store.add_invitation(invitation(NOOR, "another"))
    await store.add_invitation(invitation(ELIS, "elis's"))
    await join(store)
    states = {row.state for who in (NOOR, ELIS) for row in await store.invitations_of(who)}
    assert states == {InvitationState.USED, InvitationState.WITHDRAWN}


@promise
async def what_expired_unused_is_forgotten(store: Store) -> None:
    await store.add_invitation(invitation(KIM, "old", expires=50))
    await join(store)
    await store.sweep_invitations(500)
    assert await store.invitations_of(KIM) == []
    assert len(await store.invitations_of(NOOR)) == 1
    await store.drop_invitation(an_id("come"))
    await store.drop_invitation(an_id("come"))
    assert await store.invitations_of(NOOR) == []


# ---------------------------------------------------------------- sign-ins


@promise
async def a_sign_in_is_kept_touched_and_ended(store: Store) -> None:
    await store.add_sign_in(sign_in(NOOR, "phone"))
    await store.touch_sign_in(some_bytes("phone"), 105)
    assert await store.sign_in(some_bytes("phone")) == sign_in(NOOR, "phone", seen=105)
    await store.drop_sign_in(some_bytes("phone"))
    assert await store.sign_in(some_bytes("phone")) is None
    await store.touch_sign_in(some_bytes("phone"), 106)
    assert await store.sign_in(some_bytes("phone")) is None


@promise
async def signing_out_everywhere_else_leaves_this_one_and_everyone_else(store: Store) -> None:
    for who, name in ((NOOR, "phone"), (NOOR, "computer"), (ELIS, "tablet")):
        await store.add_sign_in(sign_in(who, name))
    assert await store.drop_sign_ins_of(NOOR, but=some_bytes("phone")) == [some_bytes("computer")]
    assert await store.sign_ins_of(NOOR) == [sign_in(NOOR, "phone")]
    assert await store.drop_sign_ins_of(NOOR) == [some_bytes("phone")]
    assert await store.sign_ins_of(ELIS) == [sign_in(ELIS, "tablet")]


@promise
async def sign_ins_are_listed_those_seen_last_first(store: Store) -> None:
    for name, seen in (("phone", 101), ("computer", 103), ("tablet", 102)):
        await store.add_sign_in(sign_in(NOOR, name, seen=seen))
    assert [row.seen_minute for row in await store.sign_ins_of(NOOR)] == [103, 102, 101]


@promise
async def the_idle_and_the_old_are_swept(store: Store) -> None:
    await store.add_sign_in(sign_in(NOOR, "idle", began=90, seen=90))
    await store.add_sign_in(sign_in(NOOR, "old", began=10, seen=120))
    await store.add_sign_in(sign_in(NOOR, "fresh", began=95, seen=120))
    swept = await store.sweep_sign_ins(seen_before=100, began_before=50)
    assert swept == sorted([some_bytes("idle"), some_bytes("old")])
    assert len(await store.sign_ins_of(NOOR)) == 1


@promise
async def a_sound_store_has_nothing_to_complain_of(store: Store) -> None:
    await store.append([entry(seq) for seq in range(10)])
    assert await store.check() == []


# ---------------------------------------------------------------- parting


def closing(seq: int = 1, boards: tuple[tuple[str, int], ...] = (), by: PersonId = NOOR) -> Closing:
    copies = tuple(
        CopyRow(who, couple().couple, b"" if who == by else b"wrap", b"note") for who in (NOOR, ELIS)
    )
    keys = tuple(CopyKeyRow(who, couple().couple, 0, some_bytes(f"{who} 0", 60)) for who in (NOOR, ELIS))
    return Closing(couple().couple, by, 20_000, seq, boards, copies, keys)


def shared(seq: int) -> EntryRow:
    return entry(seq, log=couple().couple)


@promise
async def two_part_in_one_step_and_each_has_a_copy(store: Store) -> None:
    await join(store)
    log = couple().couple
    await store.append([shared(0), shared(1)], [replace(board(0), log=log)])
    for own in (Own.PIN, Own.BOOKMARK, Own.MET, Own.SETTINGS):
        await store.put_own(OwnRow(NOOR, own, 0, b"sealed"))
        await store.put_own(OwnRow(ELIS, own, 0, b"sealed"))
    await store.close_couple(closing(1, ((an_id("bench"), 0),)))
    assert await store.couple_of(NOOR) is None
    assert await store.couple_of(ELIS) is None
    assert await store.boards(log) == []
    assert [row.wrapped_dek for row in await store.read(log)] == [b"", b""]
    for who in (NOOR, ELIS):
        kept = await store.read_copy(who, log)
        assert [row.wrapped_dek for row in kept] == [some_bytes(f"{who} 0", 60), b""]
        assert [row.locked for row in kept] == [shared(0).locked, shared(1).locked]
        assert await store.own(who, Own.MET) is None
        assert await store.own(who, Own.SETTINGS)
    assert await store.own(NOOR, Own.PIN) is None
    assert await store.own(ELIS, Own.PIN), "by which Elis knows who left the copy"
    closed = await store.couple(log)
    assert closed
    assert closed.left_wrap == closed.right_wrap == b""


@promise
async def a_log_or_a_board_that_moved_on_stops_the_parting(store: Store) -> None:
    await join(store)
    await store.append([shared(0), shared(1), shared(2)])
    with pytest.raises(SeqTaken):
        await store.close_couple(closing(1))
    await store.put_board(replace(board(0), log=couple().couple))
    with pytest.raises(RevTaken):
        await store.close_couple(closing(2))
    assert await store.couple_of(NOOR)
    assert await store.copies_of(NOOR) == []


@promise
async def nothing_is_added_to_the_log_of_two_who_have_parted(store: Store) -> None:
    await join(store)
    await store.append([shared(0), shared(1)])
    await store.close_couple(closing(1))
    with pytest.raises(CoupleClosed):
        await store.append([shared(2)])
    with pytest.raises(CoupleClosed):
        await store.put_board(replace(board(0), log=couple().couple))
    with pytest.raises(CoupleClosed):
        await store.close_couple(closing(1))


@promise
async def a_copy_is_taken_up_and_the_other_forgotten(store: Store) -> None:
    await join(store)
    await store.append([shared(0), shared(1)])
    await store.put_own(OwnRow(ELIS, Own.PIN, 0, b"sealed"))
    await store.close_couple(closing(1))
    log = couple().couple
    mine = CopyRow(ELIS, log, b"", b"another note")
    await store.put_copy(mine, [CopyKeyRow(ELIS, log, 0, some_bytes("under a key of my own", 60))])
    await store.forget_the_other(ELIS)
    assert await store.copies_of(ELIS) == [mine]
    assert [key.wrapped for key in await store.copy_keys(ELIS, log)] == [
        some_bytes("under a key of my own", 60)
    ]
    assert await store.own(ELIS, Own.PIN) is None


@promise
async def what_is_taken_out_when_two_have_parted_goes_with_every_key_to_it(store: Store) -> None:
    await join(store)
    await store.append([shared(0), shared(1)])
    await store.close_couple(closing(1))
    log = couple().couple
    await store.append([], shreds=[Shred(log, shared(0).entry, bytes(64))])
    for who in (NOOR, ELIS):
        assert await store.copy_keys(who, log) == []
        kept = await store.read_copy(who, log)
        assert [(row.locked, row.wrapped_dek) for row in kept] == [(b"", b""), (shared(1).locked, b"")]


@promise
async def one_of_two_is_not_made_to_forget_the_other(store: Store) -> None:
    await join(store)
    await store.put_own(OwnRow(ELIS, Own.PIN, 0, b"sealed"))
    await store.forget_the_other(ELIS)
    assert await store.own(ELIS, Own.PIN)


@promise
async def closed_without_copies_the_other_can_still_make_them_for_a_time(store: Store) -> None:
    await join(store)
    await store.append([shared(0), shared(1)], [replace(board(0), log=couple().couple)])
    await store.close_couple(Closing(couple().couple, NOOR, 20_000))
    assert await store.closed_for(NOOR) is None
    waiting = await store.closed_for(ELIS)
    assert waiting
    assert (waiting.left_wrap, waiting.right_wrap) == (b"", couple().right_wrap)
    await store.sweep_closings(20_000)
    assert await store.closed_for(ELIS) == waiting
    await store.sweep_closings(20_001)
    assert await store.closed_for(ELIS) is None
    assert await store.boards(couple().couple) == []
    assert [row.wrapped_dek for row in await store.read(couple().couple)] == [b"", b""]


@promise
async def who_has_parted_can_join_again(store: Store) -> None:
    await join(store)
    await store.append([shared(0), shared(1)])
    await store.close_couple(closing(1))
    await store.add_invitation(invitation(NOOR, "again"))
    await store.add_couple(couple(NOOR, KIM), invitation=an_id("again"), answer=b"yes", minute=100)
    found = await store.couple_of(NOOR)
    assert found
    assert found.right == KIM


# ---------------------------------------------------------------- plans for calendars


def feed(person: PersonId, name: str, plans: bytes = b"plans") -> FeedRow:
    return FeedRow(person, some_bytes(f"mark {name}"), some_bytes(f"public {name}"), b"terms", plans)


@promise
async def plans_for_a_calendar_are_found_by_their_mark_alone_and_replaced_as_a_whole(store: Store) -> None:
    assert await store.feed_of(NOOR) is None
    await store.put_feed(feed(NOOR, "first"))
    await store.put_feed(feed(NOOR, "second"))
    assert await store.feed_of(NOOR) == feed(NOOR, "second")
    assert await store.feed_by_mark(some_bytes("mark first")) is None
    assert await store.feed_by_mark(some_bytes("mark second")) == feed(NOOR, "second")


@promise
async def plans_are_filled_in_where_they_are_sealed_for_what_lies_there(store: Store) -> None:
    await store.fill_feed(feed(NOOR, "first"))
    await store.fill_feed(feed(NOOR, "first", b"newer"))
    await store.fill_feed(feed(NOOR, "second", b"for another"))
    assert await store.feed_of(NOOR) == feed(NOOR, "first", b"newer")
