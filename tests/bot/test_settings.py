"""Settings come from the environment and a file; what is wrong with them is said all at once."""

import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import fields
from datetime import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.places import own_database, usual_database
from bot.settings import DEFAULT_PORT, Settings, WrongSettings, load_settings, variable_of
from crm.access import Role, Sharing

SECRET = "xoxb-0000-not-a-real-token"


def mistakes(environment: Mapping[str, str], folder: Path) -> tuple[str, ...]:
    """What is said about these settings."""
    with pytest.raises(WrongSettings) as wrong:
        load_settings(environment, folder)
    return wrong.value.mistakes


def test_nothing_needs_to_be_set(tmp_path: Path) -> None:
    """The defaults are those of the demo."""
    settings = load_settings({}, tmp_path)
    assert (settings.port, settings.sharing) == (DEFAULT_PORT, Sharing.PUBLIC)
    assert settings.address == f"http://127.0.0.1:{DEFAULT_PORT}"
    assert settings.nudging.per_week == 3


def test_a_variable_wins_over_the_file(tmp_path: Path) -> None:
    """And one that is set to nothing counts as not set."""
    (tmp_path / "crumb.toml").write_text('port = 9000\ntime_zone = "Europe/Berlin"\n')
    settings = load_settings({"CRUMB_PORT": "9001", "CRUMB_TIME_ZONE": ""}, tmp_path)
    assert (settings.port, settings.time_zone) == (9001, "Europe/Berlin")


def test_the_file_may_lie_elsewhere(tmp_path: Path) -> None:
    """CRUMB_FILE names it, and then it must be there."""
    (tmp_path / "other.toml").write_text("port = 9000\n")
    assert load_settings({"CRUMB_FILE": str(tmp_path / "other.toml")}, Path()).port == 9000
    assert "there is no" in mistakes({"CRUMB_FILE": str(tmp_path / "none.toml")}, Path())[0]


def test_lists_and_times_may_be_written_as_the_file_has_them(tmp_path: Path) -> None:
    """TOML's own lists and times of day, or the texts that variables hold."""
    (tmp_path / "crumb.toml").write_text(
        'opens = 08:30:00\ncloses = "16:00"\nwork_days = ["sun", "mon-wed"]\n'
        'hidden_rep = ["Opportunity.Amount", "Account.Phone"]\n'
    )
    settings = load_settings({}, tmp_path)
    assert (settings.opens, settings.closes) == (time(8, 30), time(16))
    assert settings.work_days == {6, 0, 1, 2}
    hidden = frozenset({("Opportunity", "Amount"), ("Account", "Phone")})
    assert settings.rules.hidden[Role.REP] == hidden


def test_all_mistakes_are_reported_at_once(tmp_path: Path) -> None:
    """In the variables and in the file, each by its name."""
    (tmp_path / "crumb.toml").write_text('prot = 5\nsharing = "some"\n')
    environment = {"CRUMB_PORT": "99999", "CRUMB_DATABASE": "mysql://u:hunter2@h/d"}
    found = mistakes(environment, tmp_path)
    assert found == (
        "crumb.toml: there is no setting prot. Did you mean port?",
        "CRUMB_DATABASE: the CRM can't be kept in mysql, only in sqlite or postgresql.",
        "CRUMB_PORT: a port is a number up to 65535.",
        "sharing in crumb.toml: sharing is public or private.",
    )


def test_settings_that_contradict_each_other_are_a_mistake(tmp_path: Path) -> None:
    """The working day ends after it began."""
    assert mistakes({"CRUMB_OPENS": "18:00"}, tmp_path) == ("opens is earlier than closes.",)


def test_a_file_that_is_no_toml_is_named(tmp_path: Path) -> None:
    """Broken, binary, or a folder."""
    for content in (b"port 5", b"\xff\xfe\x00"):
        (tmp_path / "crumb.toml").write_bytes(content)
        assert mistakes({}, tmp_path)[0].startswith("crumb.toml can't be read")


def test_f4_no_secret_is_in_a_repr_or_in_a_mistake(tmp_path: Path) -> None:
    """Settings end up in logs and tracebacks; what is refused might be half a token."""
    settings = load_settings({"CRUMB_SLACK_BOT_TOKEN": SECRET}, tmp_path)
    assert settings.slack_bot_token == SECRET
    assert SECRET not in repr(settings)
    wrong = {variable_of(f.name): f"{SECRET} hunter2" for f in fields(Settings) if not f.repr}
    said = " ".join(mistakes(wrong, tmp_path))
    assert len(wrong) == 5
    assert "hunter2" not in said
    assert SECRET not in said


@pytest.mark.parametrize(
    ("variable", "text"),
    [
        ("CRUMB_BASE_URL", "crumb.example.com"),
        ("CRUMB_BASE_URL", "https://user@crumb.example.com"),
        ("CRUMB_BASE_URL", "https://crumb.example.com/?q=1"),
        ("CRUMB_BASE_URL", "javascript:alert(1)"),
        ("CRUMB_DATABASE", "crm.db"),
        ("CRUMB_TIME_ZONE", "Mars/Olympus"),
        ("CRUMB_CURRENCY", "$"),
        ("CRUMB_OPENS", "25:00"),
        ("CRUMB_WORK_DAYS", "mon-someday"),
        ("CRUMB_HIDDEN_REP", "Amount"),
        ("CRUMB_NUDGES_PER_DAY", "-1"),
        ("CRUMB_PORT", "٨٠"),
    ],
)
def test_nonsense_is_refused(tmp_path: Path, variable: str, text: str) -> None:
    """One mistake, under the variable's name."""
    (mistake,) = mistakes({variable: text}, tmp_path)
    assert mistake.startswith(f"{variable}: ")


@given(st.sampled_from(fields(Settings)), st.text(max_size=30))
def test_any_text_is_a_setting_or_a_mistake(setting: object, text: str) -> None:
    """No text makes reading it fail in another way."""
    name = str(getattr(setting, "name", ""))
    with suppress(WrongSettings):
        assert load_settings({variable_of(name): text}, Path("nowhere")).address


def test_ones_own_crm_goes_before_the_sample(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a demo alone, questions go to the sample company; after an import, to one's own."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setattr("sys.platform", "linux")
    assert usual_database() == own_database()
    demo = tmp_path / "crumb" / "demo"
    demo.mkdir(parents=True)
    for day, name in enumerate(("company-0.1.0-2026-11-18", "company-0.1.0-2026-11-17")):
        (demo / f"{name}.sqlite3").touch()
        os.utime(demo / f"{name}.sqlite3", (day, day))
    assert usual_database() == f"sqlite:///{demo}/company-0.1.0-2026-11-17.sqlite3"
    (tmp_path / "crumb" / "crumb.sqlite3").touch()
    assert usual_database() == own_database()


def test_the_words_lie_beside_the_file_of_settings_or_in_the_data_folder(tmp_path: Path) -> None:
    """Unless a setting names them; then they must be there."""
    assert Path(load_settings({}, tmp_path).words).name == "words.toml"
    assert Path(load_settings({}, tmp_path).words).parent.name == "crumb"
    (tmp_path / "crumb.toml").write_text("port = 9000\n")
    assert load_settings({}, tmp_path).words == str(tmp_path / "words.toml")
    named = tmp_path / "ours.toml"
    assert "there is no file" in mistakes({"CRUMB_WORDS": str(named)}, tmp_path)[0]
    named.write_text("")
    assert load_settings({"CRUMB_WORDS": str(named)}, tmp_path).words == str(named)
