# SPDX-License-Identifier: EUPL-1.2
"""Everything that is published of a world on two days: verdicts, dossiers with changes and replies, agendas.

`told` is the data that all formats are written from, `told_in_full` the formats themselves, byte by byte.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache, cached_property
from itertools import zip_longest
from pathlib import Path
from tempfile import TemporaryDirectory

from impegni.commands.formats import rendered, write_binary
from impegni.engine.agenda.agenda import agenda_of
from impegni.engine.changes.changes import changes_since
from impegni.engine.definitions.registry import Registry
from impegni.engine.definitions.rulebook import Rulebook, load_convention, load_rulebook
from impegni.engine.dossier.dossier import Material, dossier
from impegni.engine.dossier.folder import write_folder
from impegni.engine.dossier.published import published_changes
from impegni.engine.intake.fact_tables import FactTables, connect, fact_tables_from
from impegni.engine.language.words import Words
from impegni.engine.reports.agenda import AgendaPage
from impegni.engine.reports.agenda_public import public_agenda
from impegni.engine.reports.agenda_xlsx import write_agenda_xlsx
from impegni.engine.reports.explanation import explanation_lines
from impegni.engine.reports.json import json_text
from impegni.engine.reports.layout import UNICODE
from impegni.engine.reports.page import Page
from impegni.engine.reports.public import public, without_telling
from impegni.engine.runs.agendas import rendered as agenda_rendered
from impegni.engine.runs.check import Checked
from impegni.engine.runs.explanations import explained
from impegni.engine.verdicts.run import Options, Verdicts, judge
from impegni.schema.agenda import Agenda
from impegni.schema.convention import Convention
from impegni.schema.dossier import Dossier
from impegni.schema.facts import Event, Facts, Population
from impegni.schema.unit import Unit
from public_worlds import AHEAD, DAYS, World

FOLDER = Path(__file__).parent / "published_rulebook"
REGISTRY = Registry(
    [Unit(code="R", kind="region"), *(Unit(code=code, kind="cpi", parent="R") for code in "AB")]
)
Publish = Callable[[Verdicts], Verdicts]


@dataclass(frozen=True)
class Published:
    """A world judged, each day once.

    Attributes:
        publish: What makes verdicts fit to be published.
    """

    world: World
    publish: Publish = public

    @cached_property
    def facts(self) -> FactTables:
        """What happened, and a reply that tells how many persons there are."""
        found = fact_tables_from(_facts(self.world), connect(threads=1))
        said = f"{len(self.world.persons)} persons"
        for rule, unit in (("5.1.half-the-members", "R"), ("5.1.trainees", "A")):
            found.con.execute(
                "insert into reply_row values (?, ?, ?, 'contestation', 'anpal_servizi', date '2018-03-01', ?, ?)",
                [rule, unit, "2018-Q1" if unit == "R" else "term", said, said],
            )
        return found

    @cached_property
    def _judged(self) -> dict[dt.date, Verdicts]:
        return {}

    def judged(self, as_of: dt.date) -> Verdicts:
        """The verdicts of a day, but for those whose state alone would tell of few persons."""
        if as_of not in self._judged:
            self._judged[as_of] = self._judge(self.facts, Options(as_of))
        return self._judged[as_of]

    def _judge(self, facts: FactTables, options: Options) -> Verdicts:
        convention = _convention().model_copy(update={"parameters": dict(self.world.asked)})
        return without_telling(judge(_book(), convention, REGISTRY, facts, options))

    def dossier(self, day: dt.date) -> Dossier:
        """The dossier of a day, with what changed since the first."""
        verdicts, book = self.judged(day), _book()
        since = DAYS[0] if day > DAYS[0] else None
        changes = () if since is None else changes_since(lambda at, _: self.judged(at), since, day, verdicts)
        return dossier(
            Material(
                self.publish(verdicts),
                REGISTRY,
                lambda options: self.publish(self.judged(options.as_of)),
                {},
                since,
                published_changes(changes, verdicts.duties, book.vocabulary),
                public=True,
            )
        )

    def agenda(self, day: dt.date) -> Agenda:
        """The agenda from a day on."""
        found = agenda_of(self._judge, self.facts, Options(day), day + AHEAD, self.judged(day))
        return public_agenda(found, _book())


def told(published: Published) -> Iterator[str]:
    """The data of everything that is published of a world, for each day."""
    for day in DAYS:
        yield from (one.model_dump_json() for one in published.publish(published.judged(day)).models())
        yield published.dossier(day).model_dump_json()
        yield published.agenda(day).model_dump_json()


def told_in_full(published: Published) -> Iterator[tuple[str, bytes]]:
    """Every format of everything that is published of a world, and its name."""
    for day in DAYS:
        with TemporaryDirectory() as scratch:
            folder = Path(scratch)
            _write(published, day, folder)
            for file in sorted(each for each in folder.rglob("*") if each.is_file()):
                yield f"{day} {file.relative_to(folder)}", file.read_bytes()


def _write(published: Published, day: dt.date, folder: Path) -> None:
    page = Page(published.publish(published.judged(day)), REGISTRY, Words("it"), UNICODE)
    for format_ in ("table", "json", "ndjson", "csv", "junit"):
        for facts in ("verdicts", "all") if format_ in ("json", "ndjson") else ("verdicts",):
            text = "".join(rendered(Checked((page,), False), format_, facts=facts))
            (folder / f"check-{facts}.{format_}").write_text(text, "utf-8")
    for format_ in ("xlsx", "parquet"):
        write_binary([page], format_, folder / f"check.{format_}")
    write_folder(published.dossier(day), page, folder / "dossier")
    agenda = AgendaPage(
        published.agenda(day), page.verdicts.convention, REGISTRY, _book(), Words("it"), UNICODE
    )
    for format_ in ("table", "json", "ics"):
        (folder / f"agenda.{format_}").write_text(agenda_rendered([agenda], format_), "utf-8")
    write_agenda_xlsx([agenda], folder / "agenda.xlsx")
    (folder / "explanations.txt").write_text("".join(_explanations(published, day, page)), "utf-8")


def _explanations(published: Published, day: dt.date, page: Page) -> Iterator[str]:
    """One verdict of each rule explained, in words and as data."""
    whole = replace(page, verdicts=published.judged(day))
    last = page.verdicts.frame.drop_duplicates("rule", keep="last")
    for rule, unit, window in zip(last["rule"], last["unit"], last["window"], strict=True):
        shown, explanation = explained([whole], rule, unit, window, (), published=True)
        yield from explanation_lines(shown, explanation)
        yield json_text(explanation.model_dump(mode="json"))


def alike(world: World, *, in_full: bool = False) -> Callable[[World], bool]:
    """Whether another world is published like this one, looked at only as far as it is.

    Args:
        in_full: Compare every format too.
    """
    data, formats = tuple(told(Published(world))), tuple(told_in_full(Published(world))) if in_full else ()

    def is_alike(other: World) -> bool:
        one = Published(other)
        found = all(mine == yours for mine, yours in zip_longest(told(one), data))
        return found and (not in_full or all(a == b for a, b in zip_longest(told_in_full(one), formats)))

    return is_alike


def _facts(world: World) -> Facts:
    talks = [
        Event(event_id=f"{one.name}-{number}", event="interview", date=day, unit=(one.unit,), person=one.name)
        for one in world.persons
        for number, day in enumerate(one.talks)
    ]
    trained = [
        Event(event_id=f"t{number}", event="training", date=day, unit=(unit,), participants=many)
        for number, (unit, day, many) in enumerate(world.trainings)
    ]
    members = [
        Population(population="members", unit=one.unit, person=one.name, member_from=one.joined)
        for one in world.persons
        if one.joined is not None
    ]
    return Facts(events=[*talks, *trained], populations=members)


@cache
def _book() -> Rulebook:
    return load_rulebook(FOLDER)


@cache
def _convention() -> Convention:
    return load_convention(FOLDER / "conventions" / "sample.yaml", _book().vocabulary)
