"""Why two were matched: facts taken from what the matcher knew of both.

They are written down when a round is published, so that what people read about their match stays
what it was when the pair was approved. Pure: values in, values out.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Self

# E-mail alone is not mentoring, so it is no way of meeting.
LIVE_FORMATS = ("face-to-face", "video", "phone")
ALL_FORMATS = (*LIVE_FORMATS, "email")
WORKING_WEEK = ("mon", "tue", "wed", "thu", "fri")


@dataclass(frozen=True)
class Help:
    """A goal that is served: its skill, its rank (1 is the first), and the step it can reach."""

    skill: str
    rank: int
    step: int


@dataclass(frozen=True)
class PairFacts:
    """What is true of a pair, in plain values and words, for storing as JSON.

    `kind` is "mentors" or "assignments". `criteria` are points and maximum by criterion, for the
    team alone. `formats` are those in common: ways of meeting, or "on-site" and "remote".
    `place` is where both can be, if it is known. `missing_*` are wishes that couldn't be met.
    `exceptions` are rules lifted, with the reason: for the team; the participant reads the rule.
    """

    kind: str
    criteria: dict[str, list[int]] = field(default_factory=dict)
    helps_with: tuple[Help, ...] = ()
    not_helped: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    weekdays: tuple[str, ...] = ()
    place: str = ""
    sector: str = ""
    own_sector: str = ""
    missing_formats: tuple[str, ...] = ()
    missing_places: tuple[str, ...] = ()
    missing_weekdays: tuple[str, ...] = ()
    missing_wish: bool = False
    exceptions: tuple[dict[str, str], ...] = ()
    wish_rank: int | None = None
    common_days: int | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the facts as plain values."""
        return asdict(self)

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """Read facts that were stored; what isn't there has its default."""
        values: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value
            for name, value in stored.items()
            if name in cls.__dataclass_fields__
        }
        values["helps_with"] = tuple(Help(**each) for each in stored.get("helps_with", ()))
        values.setdefault("kind", "mentors")
        return cls(**values)


def facts_from(
    kind: str,
    participant: Any,
    option: Any,
    names: Mapping[str, str],
    *,
    criteria: Iterable[tuple[str, int, int]] = (),
    exceptions: Iterable[tuple[str, str]] = (),
    common_days: int | None = None,
) -> PairFacts:
    """Take the facts from the matcher's own values: a Participant and a Mentor or Assignment.

    `names` gives the words for skills, places and sectors where the values hold ids; what isn't
    in it stands for itself. `criteria` are (name, points, maximum), `exceptions` (rule, reason).
    Blanks mean what they mean to the matcher: no formats is every format, no weekdays is Monday
    to Friday. An option helps with a goal if it reaches beyond the step where the person is now.
    """
    said = _Words(names)
    helped, not_helped = _goals(participant, option, said)
    wishes = getattr(participant, f"wishes_{kind}")
    meeting = _meeting if kind == "mentors" else _working
    return PairFacts(
        kind=kind,
        criteria={name: [points, maximum] for name, points, maximum in criteria},
        helps_with=helped,
        not_helped=not_helped,
        sector=said(option.sector),
        own_sector=said(participant.sector),
        missing_wish=bool(wishes) and option.id not in wishes,
        exceptions=tuple({"rule": rule, "reason": reason} for rule, reason in exceptions),
        wish_rank=wishes.index(option.id) + 1 if option.id in wishes else None,
        common_days=common_days,
        **meeting(participant, option, said),
    )


class _Words:
    """The words for ids, looked up as the matcher compares: case-folded, white space squeezed."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = {_key(id): words for id, words in names.items()}

    def __call__(self, id: str) -> str:
        return self._names.get(_key(id), id)


def _key(word: str) -> str:
    return " ".join(word.split()).casefold()


def _goals(participant: Any, option: Any, said: _Words) -> tuple[tuple[Help, ...], tuple[str, ...]]:
    held = {_key(skill): step for skill, step in participant.skills}
    reached = {_key(skill): step for skill, step in option.skills}
    in_order = sorted(participant.goals, key=lambda goal: -goal[1])
    helped, not_helped = [], []
    for rank, (skill, _weight) in enumerate(in_order, start=1):
        step = reached.get(_key(skill), 0)
        if step > held.get(_key(skill), 0):
            helped.append(Help(said(skill), rank, step))
        else:
            not_helped.append(said(skill))
    return tuple(helped), tuple(not_helped)


def _shared_place(participant: Any, places: Sequence[str]) -> str | None:
    """Return a place that both can be at: "" if one side's is unknown, None if there is none."""
    own = [participant.location, *participant.places]
    theirs = {_key(place) for place in places if place}
    own = [place for place in own if place]
    if not own or not theirs:
        return ""
    return next((place for place in own if _key(place) in theirs), None)


def _shared_weekdays(participant: Any, option: Any) -> tuple[str, ...]:
    own = {_key(day) for day in participant.weekdays or WORKING_WEEK}
    theirs = {_key(day) for day in option.weekdays or WORKING_WEEK}
    return tuple(day for day in WORKING_WEEK if day in own & theirs)


def _meeting(participant: Any, mentor: Any, said: _Words) -> dict[str, Any]:
    """Return how the two can meet, and what the participant asked for in vain."""
    place = _shared_place(participant, [mentor.location, *mentor.places])
    wanted = [_key(each) for each in participant.formats]
    offered = [_key(each) for each in mentor.formats or ALL_FORMATS]
    common = [each for each in ALL_FORMATS if each in (wanted or ALL_FORMATS) and each in offered]
    if place is None and "face-to-face" in common:
        common.remove("face-to-face")
    missing = [each for each in LIVE_FORMATS if each in wanted and each not in common]
    own_places = [each for each in (participant.location, *participant.places) if each]
    weekdays = _shared_weekdays(participant, mentor)
    return {
        "formats": tuple(common),
        "weekdays": weekdays,
        "place": said(place) if place and "face-to-face" in common else "",
        "missing_formats": tuple(missing),
        "missing_places": tuple(map(said, dict.fromkeys(own_places)))
        if "face-to-face" in missing
        else (),
        "missing_weekdays": ()
        if weekdays
        else tuple(day for day in WORKING_WEEK if day in map(_key, participant.weekdays)),
    }


def _working(participant: Any, assignment: Any, said: _Words) -> dict[str, Any]:
    """Return where the work can be done."""
    place = _shared_place(participant, [assignment.location])
    formats = []
    if assignment.format != "remote" and place is not None:
        formats.append("on-site")
    if assignment.format != "on-site":
        formats.append("remote")
    return {
        "formats": tuple(formats),
        "weekdays": _shared_weekdays(participant, assignment),
        "place": said(place) if place and "on-site" in formats else "",
    }
