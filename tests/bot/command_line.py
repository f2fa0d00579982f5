"""The command line as a test runs it: in this process, on a small CRM, away from the user's own."""

import logging
import os
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.__main__ import run
from crm.backends.engines import engine_for
from crm.backends.storage import Storage
from crm.sample.csv_import import import_folder

ANN = "ann@crumb.example"
NOW = "2026-11-18T10:00:00Z"  # a Wednesday

FILES = {
    "User": (
        "Id,Name,Email,IsActive,ManagerId,TimeZoneSidKey",
        "005A,Ann Abel,ann@crumb.example,true,,Europe/Berlin",
        "005B,Bob Birk,bob@crumb.example,true,005A,Europe/Berlin",
        "005C,Cid Cole,cid@crumb.example,false,005A,Europe/Berlin",
    ),
    "Account": (
        "Id,Name,Industry,BillingCountry,OwnerId",
        "001A,Acme Mills,Retail,Norway,005A",
        "001B,Bolt & Sons,,Norway,005A",
        "001C,Cordwainer,Media,Chile,005B",
    ),
    "Opportunity": (
        "Id,Name,AccountId,OwnerId,StageName,Amount,CloseDate,CreatedDate,NextStep",
        "006A,Acme looms,001A,005A,Prospecting,20000,2026-12-01,2026-11-01T09:00:00Z,call",
        "006B,Bolt press,001B,005A,Prospecting,,2026-12-01,2026-11-01T09:00:00Z,call",
        "006C,Cord awls,001C,005B,Closed Won,5000,2026-10-05,2026-09-01T09:00:00Z,",
    ),
}


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended."""

    status: int
    out: str
    err: str


def crumb(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> Ended:
    """Run `crumb` with these arguments; a log that it began ends with it."""
    capsys.readouterr()
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    try:
        status = run([str(argument) for argument in arguments])
    finally:
        root.handlers[:] = handlers
        root.setLevel(level)
    out, err = capsys.readouterr()
    return Ended(status, out, err)


def alone(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """No settings and no data but those a test makes in `folder`."""
    for name in [name for name in os.environ if name.startswith("CRUMB_")]:
        monkeypatch.delenv(name)
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(folder / "data"))
    monkeypatch.chdir(folder)


def export(folder: Path) -> Path:
    """A small company as an export, in a folder of its own."""
    made = folder / "export"
    made.mkdir(exist_ok=True)
    for entity, lines in FILES.items():
        (made / f"{entity}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return made


def small_crm(folder: Path) -> str:
    """URL of an embedded CRM with that company in it."""
    url = f"sqlite:///{folder / 'small.db'}"
    storage = Storage(engine_for(url, create=True))
    import_folder(export(folder), storage)
    storage.engine.dispose()
    return url
