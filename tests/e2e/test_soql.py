"""Salesforce's own grammar and the fake's agree on what is SOQL."""

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.contracts.salesforce.conftest import LOG
from tests.fakes.salesforce.errors import ApiError
from tests.fakes.salesforce.soql.parser import parse
from tests.places import ROOT

CHECK = Path(__file__).parent / "check_soql.mjs"
# Every form in which the two could part: what one refuses, the other does too.
DOUBTFUL = (
    "SELECT Id FROM Account WHERE NOT Name = 'a' AND Industry = 'b'",
    "SELECT Id FROM Account WHERE (NOT Name = 'a') AND Industry = 'b'",
    "SELECT Id FROM Account WHERE NOT NOT Name = 'a'",
    "SELECT Id FROM Account WHERE NOT (NOT Name = 'a')",
    "SELECT Id FROM Account WHERE Name = 'a' AND NOT Name = 'b'",
    "SELECT Id FROM Account WHERE Name = 'a' AND Name = 'b' OR Name = 'c'",
    "SELECT Id FROM Account WHERE Name NOT LIKE 'a'",
    "SELECT Id FROM Account WHERE Name IN ()",
    "SELECT Id FROM Account WHERE Name IN ('a', null)",
    "SELECT Id FROM Account WHERE AnnualRevenue > 1e20",
    "SELECT Id FROM Account WHERE AnnualRevenue > -.5",
    'SELECT Id FROM Account WHERE Name = "a"',
    "SELECT Id FROM Account WHERE ParentId IN :ids",
    "SELECT Id FROM Account ALL ROWS",
    "SELECT Id FROM Order WHERE EffectiveDate = LAST_N_DAYS:30",
    "SELECT Id FROM Account WHERE CreatedDate >= 2026-11-18T15:00:00.000+01:00",
    "SELECT Id FROM Account WHERE (Name = 'a' AND (Id IN (SELECT AccountId FROM Contact)))",
)


def by_the_grammar(texts: list[str], node_modules: Path) -> list[bool]:
    """Salesforce's verdict on each."""
    lines = "".join(f"{text}\n" for text in texts)
    ran = subprocess.run(
        ["node", str(CHECK)],
        input=lines,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
        cwd=node_modules.parent,
    )
    verdicts: list[bool] = json.loads(ran.stdout)
    return verdicts


def parses(text: str) -> bool:
    """The fake's verdict."""
    try:
        parse(text)
    except ApiError:
        return False
    return True


def test_the_fakes_parser_and_salesforces_grammar_agree(node_modules: Path) -> None:
    """Both ways."""
    verdicts = by_the_grammar(list(DOUBTFUL), node_modules)
    assert dict(zip(DOUBTFUL, verdicts, strict=True)) == {text: parses(text) for text in DOUBTFUL}


def test_all_that_the_contract_asks_and_gets_answered_is_soql(
    node_modules: Path, tmp_path: Path
) -> None:
    """Every query that the tests of the fake have answered."""
    log = tmp_path / "asked.soql"
    suite = ROOT / "tests" / "contracts" / "salesforce"
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(suite)]
    subprocess.run(command, env={**os.environ, LOG: str(log)}, check=True, cwd=ROOT, timeout=300)
    asked = sorted(set(log.read_text(encoding="utf-8").splitlines()))
    assert len(asked) > 150
    verdicts = by_the_grammar(asked, node_modules)
    assert [text for text, valid in zip(asked, verdicts, strict=True) if not valid] == []
