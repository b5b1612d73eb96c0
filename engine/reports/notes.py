# SPDX-License-Identifier: EUPL-1.2
"""The closing sections of a report: documentary duties, what is missing, what was not judged, readings, legend."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from ..definitions.rulebook import natural
from ..words.agreements import stated_assumptions, unconfirmed
from ..words.states import OUT_OF_SCOPE, state_word
from ..words.windows import month_ranges
from .layout import heading, tied, wrapped
from .page import Page
from .rollups import STATES, DutyStanding, counts

LISTED = 15

LEGEND = (
    "attainment", "violation", "pending", "at_risk", "not_evaluable", "not_applicable", "suspended",
)  # fmt: skip
"""What is explained at the end of a report."""


def about_lines(page: Page) -> Iterator[str]:
    """What was judged, from which day, and on what was known then."""
    convention, options, words = page.verdicts.convention, page.verdicts.options, page.words
    if page.programme is not None:
        yield words.text("National programme")
    yield convention.title.in_language(words.language)
    known = words.text("everything received") if options.known_at is None else words.day(options.known_at)
    yield words.text(
        "Term {start} – {end} · as of {as_of} · known at: {known_at}",
        start=words.day(convention.term.start),
        end=words.day(convention.term.end),
        as_of=words.day(options.as_of),
        known_at=known,
    )
    if page.verdicts.public:
        yield words.text("For publication: no figure of duties that tell of persons")
    if convention.to_confirm:
        yield unconfirmed(convention, words)
    if page.programme is not None:
        total = len(page.programme.members)
        yield words.text("Conventions given: {count} of {total}", count=len(page.given), total=total)


def documentary_lines(page: Page, duties: Sequence[DutyStanding]) -> Iterator[str]:
    """Documentary duties in short: how many stand how, and which lack evidence."""
    if not duties:
        return
    yield heading(page.words.text("Documentary duties"), page.marks)
    found = counts(duties)
    yield "  " + "   ".join(
        f"{page.marks.of(state)} {page.counted(state, number)}" for state, number in found.items() if number
    )
    for state, title in (
        ("violation", page.words.text("Without evidence, past due")),
        ("not_evaluable", page.words.text("Not evaluable")),
    ):
        lacking = [duty for duty in duties if duty.state == state]
        if lacking:
            yield f"  {title}:"
        for duty in lacking[:LISTED]:
            title_of = duty.rule.title.in_language(page.words.language)
            yield from wrapped(f"{title_of} ({duty.rule.id})", f"    {page.marks.of(state)} ", "      ")
        if len(lacking) > LISTED:
            yield "    " + page.words.plural("and {count} more", "and {count} more", len(lacking) - LISTED)
    yield from _open_lines(page, [duty for duty in duties if duty.state == "pending"])
    yield ""


def _open_lines(page: Page, duties: Sequence[DutyStanding]) -> Iterator[str]:
    """Those still open, by objective, by the names of their ids alone."""
    if not duties:
        return
    yield "  " + page.words.text("Without evidence so far, not yet due") + ":"
    names: dict[str, list[str]] = defaultdict(list)
    for duty in duties:
        names[duty.objective.objective].append(duty.rule.id.removeprefix(f"{duty.objective.objective}."))
    for objective in sorted(names, key=natural):
        yield from wrapped(", ".join(names[objective]), f"    {objective}  ")


def missing_lines(page: Page) -> Iterator[str]:
    """The submissions that verdicts wait for, by unit, with how many verdicts each unit holds up."""
    frame = page.verdicts.frame
    if frame.empty:
        return
    waiting = frame[(frame["reason"] == "missing_submissions") & (frame["role"] == "rule")]
    months: dict[str, set[str]] = defaultdict(set)
    held: Counter[str] = Counter()
    for incomplete, number in waiting["incomplete"].value_counts().items():
        assert isinstance(incomplete, tuple)
        for unit in {entry.rpartition(" ")[0] for entry in incomplete}:
            held[unit] += int(number)
        for entry in incomplete:
            unit, _, month = entry.rpartition(" ")
            months[unit].add(month)
    if not months:
        return
    yield heading(page.words.text("Submissions missing"), page.marks)
    for unit in sorted(months)[:LISTED]:
        blocked = page.words.plural("holds up {count} verdict", "holds up {count} verdicts", held[unit])
        yield from wrapped(
            f"{month_ranges(sorted(months[unit]), page.words)} ({blocked})", f"  {page.unit(unit)}: ", "    "
        )
    if len(months) > LISTED:
        yield "  " + page.words.plural(
            "and {count} more unit", "and {count} more units", len(months) - LISTED
        )
    yield ""


def absent_lines(page: Page) -> Iterator[str]:
    """The member conventions that were not given to a run of the national rules."""
    if page.programme is None:
        return
    absent = [name for name in page.programme.members if name not in page.given]
    if not absent:
        return
    yield heading(page.words.text("Conventions not given"), page.marks)
    yield from wrapped(page.words.text("Without them a national figure not reached cannot be judged."), "  ")
    yield from wrapped(", ".join(absent), "  ")
    yield ""


def out_of_scope_lines(page: Page) -> Iterator[str]:
    """Rules without a verdict in this run, and why."""
    if not page.verdicts.out_of_scope:
        return
    rules: dict[str, list[str]] = defaultdict(list)
    for rule, reason in page.verdicts.out_of_scope:
        rules[reason].append(rule)
    yield heading(page.words.text("Not judged in this run"), page.marks)
    for reason, ids in rules.items():
        why = page.words.marked(OUT_OF_SCOPE[reason])
        yield from wrapped(f"{', '.join(ids)}", f"  {why} ({page.words.number(len(ids))}): ", "    ")
    yield ""


def reading_lines(page: Page) -> Iterator[str]:
    """The readings in force that any rule of the run depends on, and how many assumptions stand beside them."""
    vocabulary, language = page.verdicts.rulebook.vocabulary, page.words.language
    chosen = {**page.verdicts.convention.readings, **page.verdicts.options.readings}
    judged = {*page.verdicts.frame.get("rule", ()), *(rule for rule, _ in page.verdicts.out_of_scope)}
    asked = {name for _, rule in page.verdicts.rulebook.rules() if rule.id in judged for name in rule.reading}
    used = [name for name in chosen if name in asked and name in vocabulary.readings]
    if not used:
        return
    yield heading(page.words.text("Readings of the text in force"), page.marks)
    for name in used:
        reading, option = vocabulary.readings[name], chosen[name]
        text = reading.options[option].in_language(language) if option in reading.options else option
        override = name in page.verdicts.options.readings
        note = " · " + page.words.text("chosen for this run") if override else ""
        yield from wrapped(
            f"{reading.title.in_language(language)}: {text}{note} ({name}={option})", "  ", "    "
        )
    assumed = len(stated_assumptions(page.verdicts.convention))
    if assumed:
        said = page.words.plural(
            "Beside the readings, {count} assumption of the convention: the dossier lists it.",
            "Beside the readings, {count} assumptions of the convention: the dossier lists them.",
            assumed,
        )
        yield f"  {said}"
    yield ""


def legend_line(page: Page) -> str:
    """What each mark means."""
    parts = [f"{page.marks.of(code)} {state_word(code, page.words)}" for code in LEGEND]
    if page.escalations:
        repeated = page.words.text("violated time after time")
        parts.append(f"{page.marks.escalation} {repeated}")
    return "  ".join(tied(part) for part in parts)


def state_line(page: Page, duties: Sequence[DutyStanding]) -> str:
    """Duties by state, in one line, those there are; missed goals apart from breaches."""
    found = counts(duties)
    missed = sum(duty.missed_goal for duty in duties)
    shown = {**found, "violation": found["violation"] - missed}
    parts = [
        f"{page.marks.of(state)} {page.counted(state, shown[state])}" for state in STATES if shown[state]
    ]
    if missed:
        parts.insert(
            bool(shown["violation"]), f"{page.marks.violation} {page.counted('missed_goal', missed)}"
        )
    return "   ".join(tied(part) for part in parts)


def risk_words(page: Page, duties: Sequence[DutyStanding]) -> str:
    """How many duties are at risk somewhere, with what is to be done soon; nothing where none is."""
    count = sum(duty.at_risk > 0 for duty in duties)
    return tied(f"{page.marks.at_risk} {page.counted('at_risk', count)}") if count else ""


def single_deadlines(page: Page, duties: Sequence[DutyStanding]) -> str:
    """Deadlines of single units and windows, kept of those due; nothing where none is due."""
    kept, due = sum(duty.kept for duty in duties), sum(duty.due for duty in duties)
    words = page.words
    if not due:
        return ""
    return words.text(
        "single deadlines kept: {kept} of {total}", kept=words.number(kept), total=words.number(due)
    )
