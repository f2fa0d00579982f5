"""Where in Slack an exchange takes place, what its conversation is called, and how it travels."""

import json
from dataclasses import dataclass, replace
from typing import Self

from bot.channels.slack.incoming import Act, Where


@dataclass(frozen=True, kw_only=True, slots=True)
class Spot:
    """A place, for one person. `direct` is their own conversation with Crumb."""

    team: str
    user: str
    where: Where
    direct: bool

    @classmethod
    def of(cls, act: Act, direct: str | None) -> Self:
        """Where an act took place; `direct` is the id of the person's conversation with Crumb.

        A channel's id says nothing here: that of two other people's direct messages begins with D
        as well.
        """
        here = act.where.channel
        return cls(team=act.team, user=act.user, where=act.where, direct=here == (direct or "-"))

    @property
    def conversation(self) -> str:
        """The name of its conversation, for follow-ups: of the thread, else of the place.

        Where several people write, each has a conversation of their own: what one of them was
        shown privately is nobody else's context.
        """
        return self.thread_conversation(self.where.thread)

    def thread_conversation(self, thread: str) -> str:
        """The name that the conversation of a thread here has; "" is outside of any thread."""
        parts = ["slack", self.team, self.where.channel]
        parts += [thread] if thread else []
        parts += [] if self.direct else [self.user]
        return ":".join(parts)

    def packed(self) -> str:
        """As a form carries it; a form outlives the address to answer at."""
        where = self.where
        return json.dumps([self.team, self.user, where.channel, where.thread, where.message])

    @classmethod
    def unpacked(cls, packed: str, direct: str | None) -> Self:
        """The spot that `packed` made this of."""
        team, user, channel, thread, message = json.loads(packed)
        where = Where(channel=channel, thread=thread, message=message)
        return cls(team=team, user=user, where=where, direct=channel == (direct or "-"))

    def directly(self) -> Self:
        """The person's own conversation with Crumb, where this spot is another one."""
        return self if self.direct else replace(self, where=Where(), direct=True)
