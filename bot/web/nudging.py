"""A run of the nudges as the page tells it: what went out, and what which stage held back."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from bot.wiring import Crumb
from crm.access import Viewer
from nudges.notice import Outcome, Report, Skipped, Verdict
from nudges.rules import RULES

_STAGES: Final = {
    "owner_active": "The owner has left",
    "can_answer": "The owner can't change the field",
    "stopped": "The owner wants none",
    "snoozed": "Put off by the owner",
    "asked_recently": "Asked about this record lately",
    "quiet_hours": "Outside the owner's working hours",
    "budget": "The owner heard enough for now",
    "last_look": "Settled at the last look",
    "claim": "Taken by another run",
    "courier": "Not reachable",
}
_OUTCOMES: Final = {
    Outcome.DUE: "Due",
    Outcome.SENT: "Sent",
    Outcome.HELD: "Held back",
    Outcome.UNREACHABLE: "Not reachable",
    Outcome.UNKNOWN: "Unsure",
}
_QUESTIONS: Final[Mapping[str, str]] = {rule.name: rule.ask for rule in RULES}


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """One verdict: who would be asked what about which record, and what was decided and why."""

    who: str
    record: str
    link: str
    ask: str
    outcome: str
    goes: bool
    stage: str
    reason: str


@dataclass(frozen=True, slots=True)
class Stage:
    """How many were held back there; `share` of a hundred of where most were."""

    label: str
    count: int
    share: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Run:
    """A whole run: `own` are the verdicts about the viewer's records, `verdicts` all of them."""

    verdicts: tuple[Told, ...]
    own: tuple[Told, ...]
    stages: tuple[Stage, ...]
    gone: int
    people: int
    skipped: tuple[Skipped, ...]

    @property
    def held(self) -> int:
        """How many were held back, or did not arrive."""
        return len(self.verdicts) - self.gone


async def told(report: Report, crumb: Crumb, viewer: Viewer) -> Run:
    """The report in words, for the page of `viewer`."""
    names = {v.user_id: v.name for v in await crumb.crm.everyone()}
    lines = [_told(verdict, crumb, names) for verdict in report.verdicts]
    pairs = list(zip(report.verdicts, lines, strict=True))
    going = [verdict for verdict, line in pairs if line.goes]
    return Run(
        verdicts=tuple(sorted(lines, key=lambda line: not line.goes)),
        own=tuple(line for verdict, line in pairs if verdict.notice.who == viewer.user_id),
        stages=tuple(_stages(line for line in lines if not line.goes)),
        gone=len(going),
        people=len({verdict.notice.who for verdict in going}),
        skipped=report.skipped,
    )


def _told(verdict: Verdict, crumb: Crumb, names: Mapping[str, str]) -> Told:
    notice = verdict.notice
    return Told(
        who=names.get(notice.who, "Somebody the CRM does not know"),
        record=notice.record_name,
        link=crumb.links.record(notice.record),
        ask=_QUESTIONS.get(notice.rule, notice.ask),
        outcome=_OUTCOMES[verdict.outcome],
        goes=verdict.outcome in {Outcome.DUE, Outcome.SENT},
        stage=_STAGES.get(verdict.stage, verdict.stage),
        reason=verdict.reason,
    )


def _stages(held: Iterable[Told]) -> list[Stage]:
    counted = Counter(line.stage for line in held)
    total = max(counted.values(), default=1)
    return [
        Stage(label, count, round(100 * count / total)) for label, count in counted.most_common()
    ]
