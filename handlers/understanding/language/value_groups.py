"""Values that begin alike are a group of their own: EMEA is EMEA Central and EMEA North."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from crm.schema import Entity, FieldType
from handlers.understanding.language.meaning import ValueWord


def grouped_values(entity: Entity) -> Iterator[tuple[str, ValueWord]]:
    """The words that stand for several values of a picklist, or tell those of a group apart.

    Each with one value it stands for: `EMEA` comes once for every region that begins with it, and
    `North` for each one that ends with it.
    """
    for field in entity:
        groups: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for value in field.picklist if field.type is FieldType.PICKLIST else ():
            first, _, rest = value.partition(" ")
            if rest:
                groups[first].append((rest, value))
        for first, members in groups.items():
            for rest, value in members if len(members) > 1 else ():
                word = ValueWord(entity.name, field.name, value)
                yield first, word
                yield rest, word


def common_name(values: Sequence[str]) -> str:
    """What to call several values in a word: the first one they share, else the first of them."""
    firsts = {value.partition(" ")[0] for value in values}
    return firsts.pop() if len(firsts) == 1 and len(set(values)) > 1 else values[0]
