"""A conversation goes on wherever people go on with it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from crm.query import Query
from handlers.ports import Turn
from handlers.request import Reply, Request
from tests.bot.channels.slack.running import ANSWER, DANA, GENERAL, KIM, Running, running
from tests.fakes.conversations import FakeConversations


@asynccontextmanager
async def talking() -> AsyncIterator[tuple[Running, list[bool]]]:
    """Handlers that keep each question; and for each whether there was one before it."""
    conversations = FakeConversations()
    followed: list[bool] = []

    async def reply(request: Request) -> Reply:
        followed.append(await conversations.last(request.conversation, request.now) is not None)
        turn = Turn(query=Query(entity="Opportunity"), shown=(), at=request.now)
        await conversations.remember(request.conversation, turn)
        return Reply(card=ANSWER)

    async with running(reply, conversations=conversations) as world:
        yield world, followed


async def test_a_direct_conversation_goes_on_without_threads() -> None:
    """As people chat."""
    async with talking() as (world, followed):
        for _ in range(2):
            await world.client.say(DANA, "hi")
            await world.settled()
        assert followed == [False, True]


async def test_a_thread_below_an_answer_goes_on_from_it() -> None:
    """And one below the question as well."""
    async with talking() as (world, followed):
        await world.client.say(DANA, "hi")
        await world.settled()
        answer = world.slack.messages[0]["ts"]
        question = world.handlers.requests[0]
        await world.client.say(DANA, "and Kim's?", thread=answer)
        await world.settled()
        assert followed == [False, True]
        assert world.handlers.requests[1].conversation != question.conversation
        assert world.slack.messages[1]["thread_ts"] == answer


async def test_a_thread_of_something_else_starts_anew() -> None:
    """What it is about is not known."""
    async with talking() as (world, followed):
        await world.client.say(DANA, "hi")
        await world.client.say(DANA, "hi", thread="1.1")
        await world.settled()
        assert followed == [False, False]


async def test_in_a_channel_nobody_goes_on_from_anothers_question() -> None:
    """Each was shown something else, alone; a thread below the question goes on for its author."""
    async with talking() as (world, followed):
        await world.client.mention(DANA, "hi", GENERAL)
        await world.settled()
        question = next(iter(world.slack.called("chat.postEphemeral")))
        assert "thread_ts" not in question
        await world.client.mention(KIM, "and mine?", GENERAL)
        await world.settled()
        await world.client.mention(DANA, "and Kim's?", GENERAL)
        await world.settled()
        assert followed == [False, False, True]
