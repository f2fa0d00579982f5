"""The server's log has a line for each thing that happens, and what is stable about it."""

import logging
import re
from sys import exc_info

from bot.log_lines import LogLine


def test_extras_stand_behind_the_sentence() -> None:
    """As key=value; a line end in a sentence does not make a second line."""
    record = logging.makeLogRecord(
        {"levelname": "WARNING", "levelno": 30, "msg": "It\nfailed.", "action": "crm.unavailable"}
    )
    line = LogLine().format(record)
    assert line.endswith(" WARNING It\\nfailed. action=crm.unavailable")


def test_of_an_error_only_its_kind_and_place_are_said() -> None:
    """What it says may hold a value of the CRM; a library that logs it does not know that."""
    try:
        raise LookupError("Acme: $20,000")
    except LookupError:
        record = logging.makeLogRecord({"msg": "Error handling request", "exc_info": exc_info()})
    line = LogLine().format(record)
    assert re.search(
        r" Error handling request error=LookupError where=test_log_lines.py:\d+$", line
    )
    assert "Acme" not in line
