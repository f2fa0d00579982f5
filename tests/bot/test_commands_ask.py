"""`crumb ask` answers one question or a file of them, in words or in JSON others can rely on."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.bot.command_line import ANN, NOW, Ended, alone, crumb, small_crm
from tests.places import ROOT

Capture = pytest.CaptureFixture[str]

SCHEMA = json.loads((ROOT / "docs" / "schemas" / "ask.schema.json").read_text(encoding="utf-8"))
QUESTIONS = (
    "how many accounts are there?",
    "my open deals",
    "what changed on my accounts this month",
    "how many deals changed stage this year",
    "pipeline",
    "pipeline by stage",
    "what stage is Acme looms in?",
    "Acme Mills",
    "accounts in Norway without an industry",
    "won deals by month",
    "average deal size",
    "win rate",
    "Acmee Milss",
    "is Acme looms closed?",
    "help",
    "hello",
    "what's the weather",
    "set the amount of Bolt press to 5000",
    "frobnicate the quux",
    "",
    "🤯🤯🤯",
    "'; DROP TABLE crm_account; --",
    "<script>alert(1)</script> <!channel>",
    "x" * 40_000,
    "a\0b \ud800",
)


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    alone(monkeypatch, tmp_path)


@pytest.fixture
def crm(tmp_path: Path) -> str:
    """URL of the small company's CRM."""
    return small_crm(tmp_path)


def ask(capsys: Capture, crm: str, question: str, *more: str) -> Ended:
    """Ask as Ann."""
    return crumb(capsys, "ask", question, "--as", ANN, "--database", crm, "--now", NOW, *more)


def ask_json(capsys: Capture, crm: str, question: str, *more: str) -> dict[str, Any]:
    """Ask as Ann, in JSON."""
    ended = ask(capsys, crm, question, "--json", *more)
    assert (ended.status, ended.err) == (0, "")
    (line,) = ended.out.splitlines()
    answer = json.loads(line)
    assert isinstance(answer, dict)
    return answer


def batch(capsys: Capture, crm: str, *lines: str) -> list[dict[str, Any]]:
    """The answers to a batch of these lines."""
    Path("batch.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    ended = crumb(capsys, "ask", "--batch", "batch.jsonl", "--json", "--database", crm)
    assert (ended.status, ended.err) == (0, "")
    return [json.loads(line) for line in ended.out.splitlines()]


def line(question: str, **more: str | None) -> str:
    """A line of a batch."""
    return json.dumps({"question": question, "as": ANN, "now": NOW, "thread": None} | more)


def test_the_schema_is_one() -> None:
    """The document that describes the answers is itself valid."""
    Draft202012Validator.check_schema(SCHEMA)


def test_every_answer_is_as_the_schema_says(crm: str, capsys: Capture) -> None:
    """Whatever is asked, and the exit status is 0."""
    answers = batch(capsys, crm, *map(line, QUESTIONS))
    assert len(answers) == len(QUESTIONS)
    for question, answer in zip(QUESTIONS, answers, strict=True):
        mistakes = [error.message for error in Draft202012Validator(SCHEMA).iter_errors(answer)]
        assert mistakes == [], question
    assert {answer["outcome"] for answer in answers} >= {"answered", "refused", "not_understood"}


def test_a_figure_is_in_value(crm: str, capsys: Capture) -> None:
    """With its unit, and how many records it is over."""
    answer = ask_json(capsys, crm, "how many accounts are there?")
    assert (answer["outcome"], answer["value"], answer["unit"]) == ("answered", 3, "count")


def test_an_answer_in_words_is_plain_where_it_is_piped(crm: str, capsys: Capture) -> None:
    """No escape sequences; the figure is there."""
    ended = ask(capsys, crm, "how many accounts are there?")
    assert (ended.status, ended.err) == (0, "")
    assert ended.out.startswith("3  Number of accounts\n")
    assert "\x1b" not in ended.out


def test_colour_can_be_forced(crm: str, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    """As other programs do it; NO_COLOR wins."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[" in ask(capsys, crm, "how many accounts are there?").out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in ask(capsys, crm, "how many accounts are there?").out


def test_rows_are_cut_and_counted(crm: str, capsys: Capture) -> None:
    """`--limit` cuts the rows and never the total."""
    answer = ask_json(capsys, crm, "accounts", "--limit", "2")
    assert (len(answer["rows"]), answer["total"]) == (2, 3)


def test_links_lead_where_they_are_told_to(crm: str, capsys: Capture) -> None:
    """The demo's address is the default."""
    own = ask_json(capsys, crm, "Acme Mills", "--base-url", "https://crumb.example.com")
    assert own["link"] == "https://crumb.example.com/crm/Account/001A"
    assert ask_json(capsys, crm, "Acme Mills")["link"].startswith("http://127.0.0.1:8484/")


def test_now_is_frozen(crm: str, capsys: Capture) -> None:
    """This month is that of `--now`, in the person's zone where it names none."""
    question = ("ask", "won deals this month", "--as", ANN, "--database", crm, "--json")
    totals = [
        json.loads(crumb(capsys, *question, "--now", now).out)["total"]
        for now in ("2026-10-31T12:00:00Z", "2026-11-01", "2026-10-31T23:30:00Z")
    ]
    assert totals == [1, 0, 0]  # the last moment is in November already in Berlin


def test_a_thread_in_a_file_is_followed_up(crm: str, capsys: Capture) -> None:
    """The second question, of another process, is about what the first one was about."""
    ask(capsys, crm, "accounts in Norway", "--thread", "thread.json")
    answer = ask_json(capsys, crm, "how many of them have no industry?", "--thread", "thread.json")
    assert (answer["outcome"], answer["value"]) == ("answered", 1)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"my shopping list", "left as it is"),
        (b"\xff\xfe", "left as it is"),
        (None, "can't be read"),
    ],
    ids=["text", "bytes", "folder"],
)
def test_a_file_that_is_no_thread_is_left_alone(
    crm: str, capsys: Capture, content: bytes | None, said: str
) -> None:
    """It may be somebody's work, named by mistake."""
    path = Path("thread.json")
    path.mkdir() if content is None else path.write_bytes(content)
    ended = ask(capsys, crm, "accounts", "--thread", "thread.json")
    assert (ended.status, len(ended.err.splitlines())) == (1, 1)
    assert said in ended.err
    assert content is None or path.read_bytes() == content


def test_a_batch_keeps_its_order_and_its_threads(crm: str, capsys: Capture) -> None:
    """Lines of one thread follow up on each other, also with others in between."""
    answers = batch(
        capsys,
        crm,
        line("accounts in Norway", thread="a"),
        line("accounts in Chile", thread="b"),
        line("how many of them have no industry?", thread="a"),
        line("how many of them have no industry?", thread="b"),
    )
    assert [answer["total"] for answer in answers[:2]] == [2, 1]
    assert [answer["value"] for answer in answers[2:]] == [1, 0]


@pytest.mark.parametrize(
    ("bad", "outcome", "said"),
    [
        ("{", "not_understood", "not JSON"),
        ("[" * 100_000, "not_understood", "not JSON"),
        ("[1]", "not_understood", "no question"),
        ('{"as": "ann@crumb.example"}', "not_understood", "no question"),
        (line("accounts", now="soon"), "not_understood", "no time"),
        ('{"question": "accounts", "as": 5}', "not_understood", "as is not text"),
        ('{"question": "accounts"}', "not_understood", "no as"),
        ("", "not_understood", "empty"),
        (line("accounts", **{"as": "eve@crumb.example"}), "refused", "Nobody"),
        (line("accounts", **{"as": "cid@crumb.example"}), "refused", "no longer active"),
    ],
)
def test_a_bad_line_has_an_answer_of_its_own(
    crm: str, capsys: Capture, bad: str, outcome: str, said: str
) -> None:
    """So that the line after it is still the answer to the line after it."""
    answers = batch(capsys, crm, bad, line("how many accounts are there?"))
    assert (answers[0]["outcome"], answers[1]["value"]) == (outcome, 3)
    assert said in answers[0]["understood"]
    Draft202012Validator(SCHEMA).validate(answers[0])


def test_options_stand_in_for_what_the_lines_leave_out(crm: str, capsys: Capture) -> None:
    """A batch of one person at one moment need not repeat them."""
    Path("batch.jsonl").write_text('{"question": "my accounts"}\n{"question": "accounts"}\n')
    arguments = ("ask", "--batch", "batch.jsonl", "--as", "bob@crumb.example", "--now", NOW)
    lines = crumb(capsys, *arguments, "--database", crm).out.splitlines()
    assert [json.loads(found)["total"] for found in lines] == [1, 3]


@pytest.mark.parametrize(
    "arguments",
    [
        ("ask",),
        ("ask", "accounts"),
        ("ask", "accounts", "--as", "ann"),
        ("ask", "accounts", "--as", ANN, "--now", "soon"),
        ("ask", "accounts", "--as", ANN, "--limit", "0"),
        ("ask", "accounts", "--as", ANN, "--base-url", "crumb"),
        ("ask", "accounts", "--as", ANN, "--database", "oracle://h/d"),
        ("ask", "accounts", "--batch", "crumb.toml"),
        ("ask", "--batch", "missing.jsonl"),
        ("ask", "accounts", "--frobnicate"),
    ],
)
def test_wrong_usage_has_its_exit_status(capsys: Capture, arguments: tuple[str, ...]) -> None:
    """2, and the usage, on standard error alone."""
    Path("crumb.toml").touch()
    ended = crumb(capsys, *arguments)
    assert (ended.status, ended.out) == (2, "")
    assert ended.err.startswith("Usage: crumb ask")


@pytest.mark.parametrize("limit", ["0", "x", "-1", "1.5"])
def test_every_wrong_limit_is_told_the_same(capsys: Capture, limit: str) -> None:
    """What is wrong and what is right in one sentence."""
    ended = crumb(capsys, "ask", "accounts", "--as", ANN, "--limit", limit)
    assert "'--limit': it is a whole number, 1 or more." in ended.err


@pytest.mark.parametrize(
    ("email", "database", "said"),
    [
        ("eve@crumb.example", None, "Nobody in the CRM has the address eve@crumb.example."),
        ("cid@crumb.example", None, "no longer active"),
        (ANN, "sqlite:///none.db", "There is no CRM database at none.db."),
    ],
)
def test_what_keeps_it_from_answering_is_one_sentence(
    crm: str, capsys: Capture, email: str, database: str | None, said: str
) -> None:
    """Exit status 1, and nothing on standard output."""
    ended = crumb(capsys, "ask", "accounts", "--as", email, "--database", database or crm, "--json")
    assert (ended.status, ended.out) == (1, "")
    assert said in ended.err
    assert len(ended.err.splitlines()) == 1


def test_private_records_stay_private(
    crm: str, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The setting holds here as it does in chat; a manager sees what is below."""
    monkeypatch.setenv("CRUMB_SHARING", "private")
    bob = ("ask", "how many accounts are there?", "--as", "bob@crumb.example", "--json")
    assert json.loads(crumb(capsys, *bob, "--database", crm).out)["value"] == 1
    assert ask_json(capsys, crm, "how many accounts are there?")["value"] == 3


def test_a_quick_question_loads_no_server() -> None:
    """Neither a web server nor Slack nor migrations are imported for it."""
    code = "import sys, bot.commands.ask; print(*sys.modules)"
    found = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert not {"aiohttp", "slack_bolt", "slack_sdk", "alembic", "jinja2"} & set(
        found.stdout.split()
    )
