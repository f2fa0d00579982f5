"""What goes on about an account that was named: open deals of Halden / last order? / contacts?"""

from dataclasses import replace

from crm.schema import Schema
from handlers.understanding.draft import Draft, NameItem, StateItem, TimeItem
from handlers.understanding.language.marks import Mark
from handlers.understanding.language.meaning import EntityWord, SuperWord
from handlers.understanding.language.span import Span
from handlers.understanding.schema.connect import connect

_ACCOUNT = "Account"
_SILENT = {Mark.FILLER, Mark.AND, Mark.COMMA, Mark.ABOUT, Mark.ANY}


def of_the_account(
    spans: tuple[Span, ...], draft: Draft, said: Draft, schema: Schema
) -> Draft | None:
    """The question about the account that was named in the last one; None where no account was, or
    where it says by itself which records it is about.

    It does so where more is said than a kind of record, its state, its time and its place in a row.
    """
    entity = draft.root.entity
    if entity in (None, _ACCOUNT) or not draft.root.said or not _is_bare(spans, draft):
        return None
    named = [i for i in said.root.items if isinstance(i, NameItem) and not i.negated]
    told = [i for i in named if not i.owner and not i.team and _is_account(i)]
    if len(named) != 1 or not told or connect(schema, entity or "", _ACCOUNT) is None:
        return None
    draft.root.items.append(replace(told[0], singular_of=_ACCOUNT))
    return draft


def _is_account(item: NameItem) -> bool:
    return all(any(m.name.entity == _ACCOUNT for m in matches) for matches in item.names)


def _is_bare(spans: tuple[Span, ...], draft: Draft) -> bool:
    """Whether only a kind of record was said, as one calls it out."""
    root = draft.root
    more = root.subs or draft.fields or draft.groups or draft.measure or draft.function
    if more or draft.ours or draft.question - _SILENT or draft.sorts or draft.change:
        return False
    told = all(isinstance(i, StateItem | TimeItem) for i in root.items)
    plain = [s for s in spans if not s.has(*_SILENT) and s.meanings]
    return told and len(plain) <= 3 and any(s.any_of(EntityWord, SuperWord) for s in plain)
