"""Text is only ever text: what looks like a pattern or a statement finds itself, nothing else."""

import pytest

from crm.query import Not, Op, compare
from tests.contracts.crm.world import EmbeddedCrm, fill, ids

HOSTILE = [
    "O'Brien",
    "100%",
    "a_b",
    "back\\slash",
    "%",
    "_",
    "%_\\",
    "}",
    "{0}",
    "${x}",
    ":name",
    "?",
    "%s",
    "%(x)s",
    '"quoted"',
    "`tick`",
    "semi;colon",
    "-- comment",
    "/* comment */",
    "RETURNING",
    "Acme' OR Name != ''",
    "'; DROP TABLE crm_account; --",
    "[a-z]*",
    "*?",
    "emoji 🦊 e\u0301",
    "new\nline\ttab",
    "\u202egnirts",
    "Ünï çødé ПРИВЕТ",
]


@pytest.fixture
def hostile(empty: EmbeddedCrm) -> EmbeddedCrm:
    """An account of each of these names."""
    fill(empty.storage)
    rows = [{"Id": f"h{n}", "Name": name, "OwnerId": "ria"} for n, name in enumerate(HOSTILE)]
    empty.storage.upsert("Account", rows)
    return empty


async def test_d7_every_name_finds_itself(hostile: EmbeddedCrm) -> None:
    """As a whole, as a beginning, an end, a part, and one of several; and the rest without it."""
    everything = await ids(hostile, "Account")
    for n, name in enumerate(HOSTILE):
        lower = [other.lower() for other in HOSTILE]
        parts = {f"h{m}" for m, other in enumerate(lower) if name.lower() in other}
        assert await ids(hostile, "Account", compare("Name", Op.EQ, name.upper())) == {f"h{n}"}
        assert await ids(hostile, "Account", compare("Name", Op.IN, name, "x")) == {f"h{n}"}
        not_it = compare("Name", Op.NE, name)
        assert await ids(hostile, "Account", not_it) == everything - {f"h{n}"}
        contained = await ids(hostile, "Account", compare("Name", Op.CONTAINS, name))
        assert contained & {f"h{m}" for m in range(len(HOSTILE))} == parts
        assert f"h{n}" in await ids(hostile, "Account", compare("Name", Op.STARTS, name))
        assert f"h{n}" in await ids(hostile, "Account", compare("Name", Op.ENDS, name))


@pytest.mark.parametrize("text", ["a\0b", "\0", "half \ud800 a pair"])
@pytest.mark.parametrize("op", [Op.EQ, Op.IN, Op.CONTAINS, Op.STARTS, Op.ENDS])
async def test_d7_what_no_database_keeps_is_found_nowhere(
    crm: EmbeddedCrm, text: str, op: Op
) -> None:
    """NUL and halves of surrogate pairs match nothing, and are no error."""
    assert await ids(crm, "Account", compare("Name", op, text)) == set()
    assert len(await ids(crm, "Account", Not(compare("Name", op, text)))) == 4


async def test_d7_a_hundred_thousand_characters_are_looked_for(crm: EmbeddedCrm) -> None:
    """And are nowhere."""
    long = "Acme " * 20_000
    for op in (Op.EQ, Op.CONTAINS, Op.STARTS, Op.ENDS):
        assert await ids(crm, "Account", compare("Name", op, long)) == set()
