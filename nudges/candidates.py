"""Rules × records: everything that could be said today.

The search reads all records in nobody's name. What it finds decides who is looked at, and is shown
to nobody but whoever runs the nudges: what reaches a person is read again as that person
(nudges/last_look.py).
"""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from crm.access import Role, Viewer
from crm.errors import CrmError, QueryError
from crm.port import Crm
from crm.query import Ref, Rows, Value
from nudges.hours import Hours
from nudges.notice import Notice, Skipped
from nudges.question import flagged, insist
from nudges.rule import Rule
from nudges.settings import NudgeSettings
from nudges.worth import ordinary, size_of, worth

_log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True, slots=True)
class Candidates:
    """What the rules found, and the rules that could not be applied.

    `blind` are the (person, rule) where the person may not see, or not change, what it is about.
    """

    notices: tuple[Notice, ...]
    skipped: tuple[Skipped, ...] = ()
    blind: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class _Hit:
    rule: Rule
    record: Ref
    name: str
    who: str
    size: Decimal | None
    due: Value
    today: date


async def find(
    crm: Crm,
    people: Mapping[str, Viewer],
    rules: Sequence[Rule],
    settings: NudgeSettings,
    now: datetime,
) -> Candidates:
    """Every record that a rule flags, on the calendar day it is for the record's owner.

    A rule that fails, or that asks for a field this CRM does not have, is skipped and named.
    """
    search = _Search(crm, people, settings, now)
    hits: list[_Hit] = []
    skipped: list[Skipped] = []
    for rule in rules:
        try:
            hits += await search.hits(rule)
        except Exception as error:  # whatever one rule does, the others go on
            skipped.append(_skip(rule, error))
    blind = await search.blind(hits)
    return Candidates(notices=_notices(hits), skipped=tuple(skipped), blind=blind)


@dataclass(frozen=True, slots=True)
class _Search:
    crm: Crm
    people: Mapping[str, Viewer]
    settings: NudgeSettings
    now: datetime

    async def hits(self, rule: Rule) -> list[_Hit]:
        """What the rule flags. There are two or three calendar days on Earth at any moment."""
        viewer = _above(self.people)
        schema = await self.crm.schema(viewer)
        found = []
        for today in sorted({self._today(who) for who in (*self.people, "")}):
            insist(rule, schema, today, self.settings)
            query = flagged(rule, schema, today, self.settings)
            answer = await self.crm.run(await self.crm.permit(query, viewer))
            if isinstance(answer, Rows):
                hits = _hits(rule, answer, today)
                found += [hit for hit in hits if self._today(hit.who) == today]
        return found

    async def blind(self, hits: Sequence[_Hit]) -> frozenset[tuple[str, str]]:
        """Who may not answer which rule, of those who would be asked."""
        asked = {(hit.who, hit.rule.name): hit for hit in hits if hit.who in self.people}
        people = sorted({who for who, _ in asked})
        schemas = {who: await self.crm.schema(self.people[who]) for who in people}
        blind = set()
        for (who, rule), hit in asked.items():
            try:
                insist(hit.rule, schemas[who], hit.today, self.settings)
            except QueryError:
                blind.add((who, rule))
        return frozenset(blind)

    def _today(self, who: str) -> date:
        return Hours.of(self.people.get(who), self.settings).today(self.now)


def _above(people: Mapping[str, Viewer]) -> Viewer:
    """A leader above everybody, who is nobody."""
    everybody = frozenset(people)
    return Viewer(user_id="sweep", name="Sweep", email="", role=Role.LEADER, reports=everybody)


def _hits(rule: Rule, rows: Rows, today: date) -> list[_Hit]:
    hits = []
    for row in rows.rows:
        values = dict(zip(rows.query.columns, row.values, strict=True))
        size = size_of(values.get(rule.size)) if rule.size else Decimal(0)
        due = values.get(rule.due) if rule.due else None
        hits.append(_Hit(rule, row.ref, row.name, str(row.values[0]), size, due, today))
    return hits


def _notices(hits: Sequence[_Hit]) -> tuple[Notice, ...]:
    usual = ordinary(hit.size for hit in hits if hit.rule.size)
    return tuple(
        Notice(
            rule=hit.rule.name,
            record=hit.record,
            record_name=hit.name,
            who=hit.who,
            field=hit.rule.field,
            ask=hit.rule.ask,
            why=hit.rule.why,
            worth=worth(usual if hit.size is None else hit.size, hit.due, hit.today),
        )
        for hit in hits
    )


def _skip(rule: Rule, error: Exception) -> Skipped:
    _log.warning(
        "A nudge rule could not be applied and was left out.",
        extra={"action": "nudge_rule_skipped", "rule": rule.name, "error": type(error).__name__},
    )
    reason = str(error) if isinstance(error, CrmError) else f"It failed ({type(error).__name__})."
    return Skipped(rule=rule.name, reason=reason)
