"""The server's log has a line for each thing that happens, and what is stable about it."""

import logging

from bot.log_lines import LogLine


def test_extras_stand_behind_the_sentence() -> None:
    """As key=value; a line end in a sentence does not make a second line."""
    record = logging.makeLogRecord(
        {"levelname": "WARNING", "levelno": 30, "msg": "It\nfailed.", "action": "crm.unavailable"}
    )
    line = LogLine().format(record)
    assert line.endswith(" WARNING It\\nfailed. action=crm.unavailable")
