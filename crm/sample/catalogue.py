"""The products, and baskets of them that come to about a given amount."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from crm.sample.ids import ids
from crm.sample.records import Product
from crm.sample.words.products import PRICE_LIST

_CENT = Decimal("0.01")
_DISCOUNTS = (0, 0, 0, 5, 8, 10, 15)
_MOST_OF_ONE = 400


@dataclass(frozen=True, slots=True)
class Offer:
    """A product and its list price."""

    product: Product
    price: Decimal


@dataclass(frozen=True, slots=True)
class Line:
    """So many of a product at a price each."""

    product_id: str
    quantity: Decimal
    unit_price: Decimal

    @property
    def total(self) -> Decimal:
        """What the line comes to."""
        return self.quantity * self.unit_price


Basket = tuple[Line, ...]


def total(basket: Iterable[Line]) -> Decimal:
    """What the basket comes to."""
    return sum((line.total for line in basket), Decimal(0))


def catalogue() -> tuple[Offer, ...]:
    """The price list of the tables, the same every time."""
    return tuple(
        Offer(
            Product(
                id=id_,
                name=listed.name,
                family=listed.family,
                product_code=listed.code,
                is_active=listed.still_sold,
            ),
            Decimal(listed.price),
        )
        for id_, listed in zip(ids("Product2"), PRICE_LIST, strict=False)
    )


def basket(offers: tuple[Offer, ...], target: Decimal, rng: Random) -> Basket:
    """One to four products that come to about `target` dollars, often at a discount."""
    share = target / rng.randint(1, 4)
    fitting = [o for o in offers if o.price <= share <= o.price * _MOST_OF_ONE]
    chosen = rng.sample(fitting, k=min(len(fitting), round(target / share))) or [offers[0]]
    each = target / len(chosen)
    off = Decimal(100 - rng.choice(_DISCOUNTS)) / 100
    return tuple(
        Line(
            offer.product.id,
            Decimal(max(1, round(each / offer.price))),
            (offer.price * off).quantize(_CENT),
        )
        for offer in chosen
    )
