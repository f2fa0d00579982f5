"""Tokens to the tree, by the grammar of the SOQL and SOSL Reference, page "SOQL SELECT Syntax".

AND and OR do not mix without parentheses, and NOT stands before a whole condition or in
parentheses of its own: page "Logical Operators" and Salesforce's published grammar.
"""

from dataclasses import dataclass

from tests.fakes.salesforce.errors import ApiError, malformed, pointed, too_complicated
from tests.fakes.salesforce.soql.lexer import T, Token, tokens
from tests.fakes.salesforce.soql.literals import literal
from tests.fakes.salesforce.soql.tree import (
    And,
    Call,
    Comparison,
    Condition,
    Expression,
    Item,
    Literal,
    Not,
    Op,
    Or,
    Ordering,
    Path,
    Select,
)

LONGEST = 100_000  # characters of a query: "SOQL and SOSL Limits"
_DEEPEST = 100  # parentheses; documentation silent, it answers QUERY_TOO_COMPLICATED at some depth
_CLAUSES = ("FROM", "USING", "WHERE", "WITH", "GROUP", "HAVING", "ORDER", "LIMIT", "OFFSET", "FOR")
# Page "Alias Notation": words that cannot be aliases.
_RESERVED = (
    "AND", "ASC", "DESC", "EXCLUDES", "FIRST", "FROM", "GROUP", "HAVING", "IN", "INCLUDES", "LAST",
    "LIKE", "LIMIT", "NOT", "NULL", "NULLS", "OR", "SELECT", "USING", "WHERE", "WITH",
)  # fmt: skip
_MARKS = {op.value: op for op in Op} | {"<>": Op.NE}
_LISTED = {"IN": Op.IN, "INCLUDES": Op.INCLUDES, "EXCLUDES": Op.EXCLUDES}


def parse(text: str) -> Select:
    """The tree of a query; raises MALFORMED_QUERY."""
    if len(text) > LONGEST:
        raise ApiError("QUERY_TOO_LONG", f"SOQL query is longer than {LONGEST} characters")
    parser = _Parser(text, tokens(text))
    found = parser.select()
    parser.expect_end()
    return found


@dataclass
class _Parser:
    text: str
    found: list[Token]
    place: int = 0
    depth: int = 0

    @property
    def now(self) -> Token:
        return self.found[self.place]

    def take(self) -> Token:
        token = self.now
        self.place += 1
        return token

    def wrong(self, token: Token) -> ApiError:
        what = "unexpected token: '" + token.text + "'"
        return malformed(pointed(self.text, token.at, what))

    def skip(self, *words: str) -> bool:
        """Past that keyword or mark, if it is next."""
        if self.now.is_(*words):
            self.place += 1
            return True
        return False

    def expect(self, *words: str) -> Token:
        if not self.now.is_(*words):
            raise self.wrong(self.now)
        return self.take()

    def expect_end(self) -> None:
        if self.now.kind is not T.END:
            raise self.wrong(self.now)

    def name(self) -> Token:
        if self.now.kind not in (T.NAME, T.MONEY):
            raise self.wrong(self.now)
        return self.take()

    def select(self) -> Select:
        self.expect("SELECT")
        items = [self.item()]
        while self.skip(","):
            items.append(self.item())
        self.expect("FROM")
        source = self.name()
        alias = None
        if self.now.kind is T.NAME and not self.now.is_(*_CLAUSES):
            alias = self.take().text
        scope = self.scope()
        where = self.condition() if self.skip("WHERE") else None
        if self.skip("WITH"):
            self.expect("SECURITY_ENFORCED", "USER_MODE")
        grouped = self.grouping() if self.skip("GROUP") else ()
        having = self.condition() if self.skip("HAVING") else None
        ordered = self.ordering() if self.skip("ORDER") else ()
        limit = self.whole() if self.skip("LIMIT") else None
        offset = self.whole() if self.skip("OFFSET") else None
        if self.skip("FOR"):
            self.expect("VIEW", "REFERENCE")
        return Select(
            text=self.text,
            items=tuple(items),
            source=source.text,
            source_at=source.at,
            alias=alias,
            scope=scope,
            where=where,
            group_by=grouped,
            having=having,
            order_by=ordered,
            limit=limit,
            offset=offset,
        )

    def scope(self) -> str | None:
        if not self.skip("USING"):
            return None
        self.expect("SCOPE")
        return self.name().text.lower()

    def item(self) -> Item:
        if self.now.is_("("):
            self.take()
            inner = self.select()
            self.expect(")")
            return Item(inner)
        what = self.expression()
        if self.now.kind is T.NAME and not self.now.is_("FROM"):
            if self.now.is_(*_RESERVED) or "." in self.now.text:
                raise self.wrong(self.now)
            return Item(what, self.take().text)
        return Item(what)

    def expression(self) -> Expression:
        name = self.name()
        if not self.now.is_("("):
            return Path(tuple(name.text.split(".")), name.at)
        self.take()
        argument = None if self.now.is_(")") else self.expression()
        self.expect(")")
        return Call(name.text.upper(), argument, name.at)

    def grouping(self) -> tuple[Expression, ...]:
        self.expect("BY")
        found = [self.expression()]
        while self.skip(","):
            found.append(self.expression())
        return tuple(found)

    def ordering(self) -> tuple[Ordering, ...]:
        self.expect("BY")
        found = [self.order()]
        while self.skip(","):
            found.append(self.order())
        return tuple(found)

    def order(self) -> Ordering:
        by = self.expression()
        descending = not self.skip("ASC") and self.skip("DESC")
        if self.skip("NULLS"):
            return Ordering(by, descending, self.expect("FIRST", "LAST").is_("LAST"))
        return Ordering(by, descending)

    def whole(self) -> int:
        token = self.take()
        if token.kind is not T.NUMBER or not token.text.isdigit():
            raise self.wrong(token)
        return int(token.text)

    def condition(self) -> Condition:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise too_complicated()
        found = self._condition()
        self.depth -= 1
        return found

    def _condition(self) -> Condition:
        if self.skip("NOT"):
            return Not(self.simple())
        parts = [self.simple()]
        for word, kind in (("AND", And), ("OR", Or)):
            if self.now.is_(word):
                while self.skip(word):
                    parts.append(self.simple())
                return kind(tuple(parts))
        return parts[0]

    def simple(self) -> Condition:
        if self.skip("("):
            inner = self.condition()
            self.expect(")")
            return inner
        left = self.expression()
        at = self.now.at
        op = self.operator()
        return Comparison(left, op, self.right(op), at)

    def operator(self) -> Op:
        token = self.take()
        if token.kind is T.MARK and token.text in _MARKS:
            return _MARKS[token.text]
        if token.is_("LIKE"):
            return Op.LIKE
        if token.is_(*_LISTED):
            return _LISTED[token.text.upper()]
        if token.is_("NOT"):
            self.expect("IN")
            return Op.NOT_IN
        raise self.wrong(token)

    def right(self, op: Op) -> "Literal | tuple[Literal, ...] | Select":
        if op not in (Op.IN, Op.NOT_IN, Op.INCLUDES, Op.EXCLUDES):
            return self.literal()
        self.expect("(")
        if self.now.is_("SELECT"):
            inner = self.select()
            self.expect(")")
            return inner
        found = [self.literal()]
        while self.skip(","):
            found.append(self.literal())
        self.expect(")")
        return tuple(found)

    def literal(self) -> Literal:
        token = self.take()
        count = None
        if token.kind is T.NAME and self.now.is_(":"):
            self.take()
            count = self.whole()
        found = literal(token, count)
        if found is None:
            raise self.wrong(token)
        return found
