"""Salesforce's own refusals: a code, a message, and the HTTP status they come with.

The REST envelope is a list of `{message, errorCode, fields?}`; page "Status Codes and Error
Responses" (intro_rest errorcodes.htm) of the REST API Developer Guide.
"""

from collections.abc import Sequence
from typing import Any


class ApiError(Exception):
    """One refusal. `fields` are the API names a form would show it at."""

    def __init__(
        self, code: str, message: str, *, status: int = 400, fields: Sequence[str] | None = None
    ) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code
        self.message = message
        self.status = status
        self.fields = None if fields is None else tuple(fields)
        self.more: dict[str, Any] = {}

    def body(self) -> list[dict[str, Any]]:
        """What REST answers with."""
        found: dict[str, Any] = {"message": self.message, "errorCode": self.code}
        if self.fields is not None:
            found["fields"] = list(self.fields)
        return [found | self.more]


def pointed(text: str, at: int, why: str) -> str:
    """A message that shows the place, as SOQL errors do: the line, a caret, row and column."""
    before = text[:at]
    row, start = before.count("\n") + 1, before.rfind("\n") + 1
    shown = text[max(start, at - 30) : at + 30].replace("\n", " ")
    caret = " " * (at - max(start, at - 30)) + "^"
    return f"\n{shown}\n{caret}\nERROR at Row:{row}:Column:{at - start + 1}\n{why}"


def malformed(why: str) -> ApiError:
    """The query is not SOQL, or asks for what SOQL cannot do."""
    return ApiError("MALFORMED_QUERY", why)


def too_complicated() -> ApiError:
    """More than Salesforce plans for; where that begins, documentation does not say."""
    why = "Query is either selecting too many fields or the filter conditions are too complicated."
    return ApiError("QUERY_TOO_COMPLICATED", why)


def not_found() -> ApiError:
    """No such record, or none that one may see: the same words, as Salesforce has it."""
    return ApiError("NOT_FOUND", "The requested resource does not exist", status=404)
