"""A condition with its `Not`s moved inwards means what it meant, in any language."""

from hypothesis import given
from hypothesis import strategies as st

from crm.dialects.base import settled, storable
from crm.query import And, Comparison, Condition, Not, Op, Or, Related, compare

A, B = compare("A", Op.EQ, "x"), compare("B", Op.EMPTY)
LEAVES: st.SearchStrategy[Condition] = st.sampled_from(
    [A, B, compare("A", Op.NE, "x"), Related(entity="E", via="V")]
)
CONDITIONS = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(tuple).map(And),
        st.lists(inner, max_size=3).map(tuple).map(Or),
        inner.map(Not),
    ),
)


def holds(condition: Condition, a: bool, b: bool) -> bool:
    """What plain logic makes of it when A and B are so."""
    match condition:
        case And(parts):
            return all(holds(part, a, b) for part in parts)
        case Or(parts):
            return any(holds(part, a, b) for part in parts)
        case Not(part):
            return not holds(part, a, b)
        case Comparison(path="A", op=op):
            return a if op is Op.EQ else not a
    return b


def is_settled(condition: Condition) -> bool:
    """Whether `Not` is around single comparisons and relations only, and NE nowhere."""
    match condition:
        case And(parts) | Or(parts):
            return all(is_settled(part) for part in parts)
        case Not(part):
            return isinstance(part, Comparison | Related) and is_settled(part)
        case Comparison(op=op):
            return op is not Op.NE
    return True


@given(condition=CONDITIONS, a=st.booleans(), b=st.booleans())
def test_settled_conditions_mean_the_same(condition: Condition, a: bool, b: bool) -> None:
    """And have the shape that dialects rely on."""
    assert is_settled(settled(condition))
    assert holds(settled(condition), a, b) == holds(condition, a, b)
    assert holds(settled(condition, holds=False), a, b) != holds(condition, a, b)


@given(text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_ordinary_text_can_be_stored(text: str) -> None:
    """Whatever the script."""
    assert storable(text)
    assert not storable(f"{text}\0")
    assert not storable(f"\udead{text}")
