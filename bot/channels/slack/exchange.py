"""One thing a person did, from Slack's request to what they see."""

from dataclasses import dataclass
from typing import Any

from bot.channels.slack.asking import Asking
from bot.channels.slack.forms import Forms
from bot.channels.slack.giving import Giving
from bot.channels.slack.incoming import Act, Kind
from bot.channels.slack.tasks import Tasks

Json = dict[str, Any]


@dataclass(frozen=True, kw_only=True, slots=True)
class Exchange:
    """Takes what people do. Slack has its answer before the CRM is asked, but for forms."""

    asking: Asking
    giving: Giving
    forms: Forms
    tasks: Tasks

    async def take(self, act: Act) -> Json:
        """The arguments of Bolt's `ack`; the work goes on behind it."""
        if act.kind is Kind.FORM:
            return await self.forms.take(act)
        self.tasks.start(self._conduct(act))
        return {}

    async def _conduct(self, act: Act) -> None:
        try:
            await self.giving.give(await self.asking.answered(act), act)
        except Exception as error:  # the person must hear of it, whatever it was
            await self.giving.excuse(error, act)
