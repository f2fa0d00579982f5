"""What each rep is to win per quarter, set so that some make it and most come near."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from random import Random

from crm.sample.clock import PAST_QUARTERS, Clock
from crm.sample.ids import ids
from crm.sample.records import Opportunity, Quota, User

_SEASONS = (Decimal("0.9"), Decimal("1.0"), Decimal("0.9"), Decimal("1.2"))
_LEAST = Decimal(20_000)
_STEP = Decimal(5_000)


def quotas(
    reps: Sequence[User], deals: Sequence[Opportunity], clock: Clock, rng: Random
) -> tuple[Quota, ...]:
    """One per rep and quarter: eight past ones, this one and the next."""
    won: dict[str, Decimal] = defaultdict(Decimal)
    for deal in deals:
        if deal.is_won and deal.amount is not None:
            won[deal.owner_id] += deal.amount
    minted = ids("Quota")
    return tuple(
        quota
        for rep in reps
        for quota in _of(rep, won[rep.id] / (PAST_QUARTERS + 1), clock, rng, minted)
    )


def _of(
    rep: User, usual: Decimal, clock: Clock, rng: Random, minted: Iterator[str]
) -> Iterator[Quota]:
    """`usual` is what the rep won in a quarter; the quota is somewhat above or below."""
    asked = max(_LEAST, usual / Decimal(str(round(rng.uniform(0.65, 1.15), 2))))
    for offset in range(-PAST_QUARTERS, 2):
        first, last = clock.quarter(offset)
        level = asked * _SEASONS[first.month // 3]
        yield Quota(
            id=next(minted),
            owner_id=rep.id,
            start_date=first,
            end_date=last,
            amount=round(level / _STEP) * _STEP,
        )
