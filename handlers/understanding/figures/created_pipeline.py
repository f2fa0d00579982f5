"""Pipeline created: what came into the pipeline in a period, whatever became of it since."""

from dataclasses import replace

from crm.figures import State
from handlers.understanding.draft import Draft, StateItem, TimeItem
from handlers.understanding.language.meaning import DateRole

CREATED = "pipeline created"


def settle_created(draft: Draft) -> None:
    """Say of the draft that its period is that of the created date, where that is the figure."""
    roles = {*draft.roles, *(i.role for i in draft.root.items if isinstance(i, TimeItem))}
    if draft.measure == "pipeline" and DateRole.CREATED in roles and not _says_open(draft):
        draft.measure = CREATED
    if draft.measure != CREATED:
        return
    draft.root.items = [
        replace(i, role=DateRole.CREATED) if isinstance(i, TimeItem) and not i.fields else i
        for i in draft.root.items
    ]
    draft.roles = [DateRole.CREATED] if any(g.grain for g in draft.groups) else []


def _says_open(draft: Draft) -> bool:
    """ "open pipeline created in May" is what of it is still open."""
    return any(isinstance(i, StateItem) and i.state is State.OPEN for i in draft.root.items)
