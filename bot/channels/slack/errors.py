"""What Slack answers when it does not do what it was asked, and what follows from it.

SlackError
├── Refused         Slack said no, with a code
├── NotSent         it was not reached, or told us to wait longer than we can: nothing happened
└── OutcomeUnknown  the answer was lost: it may have happened
"""

from enum import StrEnum
from typing import Final


class SlackError(Exception):
    """Slack did not do it, or did not say."""


class NotSent(SlackError):
    """Nothing happened."""


class OutcomeUnknown(SlackError):
    """It may have happened."""


class Meaning(StrEnum):
    """What a code of Slack's means for us."""

    ELSEWHERE = "not in this conversation; directly, perhaps"
    UNREACHABLE = "this person can't be written to"
    TOO_MUCH = "Slack does not take these blocks; plain text, perhaps"
    TOO_LATE = "the moment to open a form is over"
    GONE = "that message or view can't be changed any more"
    WAIT = "too fast"
    UNKNOWN = "Slack failed in the middle of it"
    ALARM = "the installation is broken: somebody has to look"


# Codes as documented per method under https://docs.slack.dev/reference/methods; whatever is not
# here is an ALARM, since it is new or a fault of ours. None is ever tried again blindly.
MEANINGS: Final[dict[str, Meaning]] = {
    **dict.fromkeys(
        (
            "channel_not_found",
            "not_in_channel",
            "user_not_in_channel",
            "is_archived",
            "is_inactive",
            "restricted_action",
            "restricted_action_read_only_channel",
            "restricted_action_thread_only_channel",
            "restricted_action_non_threadable_channel",
            "restricted_action_thread_locked",
            "channel_type_not_supported",
            "method_not_supported_for_channel_type",
            "cannot_reply_to_message",
            "messages_tab_disabled",
            "used_url",
            "expired_url",
        ),
        Meaning.ELSEWHERE,
    ),
    **dict.fromkeys(
        (
            "user_not_found",
            "users_not_found",
            "user_not_visible",
            "user_disabled",
            "cannot_dm_bot",
            "team_access_not_granted",
        ),
        Meaning.UNREACHABLE,
    ),
    **dict.fromkeys(
        (
            "invalid_blocks",
            "invalid_blocks_format",
            "msg_blocks_too_long",
            "msg_too_long",
            "too_many_attachments",
            "attachment_payload_limit_exceeded",
            "metadata_too_large",
            "no_text",
            "view_too_large",
        ),
        Meaning.TOO_MUCH,
    ),
    **dict.fromkeys(
        ("expired_trigger_id", "exchanged_trigger_id", "invalid_trigger_id"), Meaning.TOO_LATE
    ),
    **dict.fromkeys(
        (
            "message_not_found",
            "cant_update_message",
            "edit_window_closed",
            "block_mismatch",
            "not_found",
            "hash_conflict",
            "view_expired",
        ),
        Meaning.GONE,
    ),
    **dict.fromkeys(("ratelimited", "rate_limited", "message_limit_exceeded"), Meaning.WAIT),
    **dict.fromkeys(
        (
            "internal_error",
            "fatal_error",
            "service_unavailable",
            "request_timeout",
            "external_channel_migrating",
        ),
        Meaning.UNKNOWN,
    ),
}


class Refused(SlackError):
    """Slack said no."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)

    @property
    def meaning(self) -> Meaning:
        """What to do about it."""
        return MEANINGS.get(self.code, Meaning.ALARM)
