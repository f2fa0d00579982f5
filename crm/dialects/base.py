"""What every language a query is put into has in common.

They all know an empty value that is neither equal nor unequal to anything, while a `Query` knows
only true and false. `settled` moves every `Not` down to the single comparison, where a dialect can
say "or it is empty"; above, plain and/or is then right whatever the language makes of emptiness.
"""

from dataclasses import replace

from crm.query import And, Comparison, Condition, Constant, Not, Op, Or


def settled(condition: Condition, *, holds: bool = True) -> Condition:
    """The same condition with `Not` around single comparisons and relations only, and no NE.

    With `holds` False, its opposite.
    """
    match condition:
        case And(parts) | Or(parts):
            inner = tuple(settled(part, holds=holds) for part in parts)
            return And(inner) if isinstance(condition, And) == holds else Or(inner)
        case Not(part):
            return settled(part, holds=not holds)
        case Comparison(op=Op.NE):
            return settled(replace(condition, op=Op.EQ), holds=not holds)
    return condition if holds else Not(condition)


def storable(constant: Constant) -> bool:
    """Whether any record could hold this: not a text with NUL or half a surrogate pair in it."""
    if not isinstance(constant, str) or (constant.isascii() and "\0" not in constant):
        return True
    return not any(char == "\0" or "\ud800" <= char <= "\udfff" for char in constant)
