"""The record as its owner may see it, read in the moment before something is said about it."""

from dataclasses import replace
from datetime import datetime

from crm.access import Viewer
from crm.errors import QueryError
from crm.port import Crm
from crm.query import Condition, Op, Query, Row, Rows, compare, every
from crm.schema import Schema
from nudges.hours import Hours
from nudges.notice import Notice
from nudges.question import condition, insist, one, owner_path, seen
from nudges.rule import Rule
from nudges.settings import NudgeSettings


class NoLonger(Exception):
    """There is nothing to say any more, for the reason given."""


async def look(
    crm: Crm, rule: Rule, notice: Notice, owner: Viewer, settings: NudgeSettings, now: datetime
) -> Notice:
    """The notice with what `owner` may see: the field's value, the record's version, the facts.

    Raises NoLonger when the record is fixed, gone or somebody else's by now, and CrmError when it
    cannot be read.
    """
    hours = Hours.of(owner, settings)
    today = hours.today(now)
    schema = await crm.schema(owner)
    try:
        insist(rule, schema, today, settings)
    except QueryError:
        raise NoLonger("the owner may not see or change that field") from None
    columns = (rule.field, *_facts(rule, schema))
    mine = compare(owner_path(rule, schema), Op.EQ, owner.user_id)
    still = every(one(notice.record.id), mine, condition(rule, schema, today, settings))
    reader = _Reader(crm, rule, owner, hours.zone.key)
    row = await reader.read(columns, still)
    if row is None:
        raise NoLonger(await _why_not(reader, notice, schema))
    return _told(notice, schema, columns, row)


async def _why_not(reader: "_Reader", notice: Notice, schema: Schema) -> str:
    row = await reader.read((owner_path(reader.rule, schema),), one(notice.record.id))
    if row is None:
        return "the record is gone, or no longer theirs to see"
    if row.values[0] != reader.owner.user_id:
        return "somebody else owns the record by now"
    return "fixed meanwhile"


def _facts(rule: Rule, schema: Schema) -> tuple[str, ...]:
    return tuple(path for path in seen(rule, schema, *rule.facts) if path != rule.field)


def _told(notice: Notice, schema: Schema, columns: tuple[str, ...], row: Row) -> Notice:
    shown = [
        (schema.resolve(notice.record.entity, path).field.label, value)
        for path, value in zip(columns[1:], row.values[1:], strict=True)
        if value not in (None, "")
    ]
    return replace(
        notice,
        record_name=row.name,
        before=row.values[0],
        version=row.version,
        facts=tuple(shown),
    )


class _Reader:
    """Reads at most one record, as its owner."""

    def __init__(self, crm: Crm, rule: Rule, owner: Viewer, zone: str) -> None:
        self.crm, self.rule, self.owner, self.zone = crm, rule, owner, zone

    async def read(self, columns: tuple[str, ...], where: Condition | None) -> Row | None:
        query = Query(
            entity=self.rule.entity, columns=columns, where=where, limit=1, zone=self.zone
        )
        answer = await self.crm.run(await self.crm.permit(query, self.owner))
        return answer.rows[0] if isinstance(answer, Rows) and answer.rows else None
