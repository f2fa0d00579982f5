"""What goes wrong in this room. The CRM's own errors are in crm/errors.py and pass through.

HandlerError
├── EntryError          what was typed cannot be read as a value of its field
└── Malformed           a press carries what no card of ours would have given it

The message of an EntryError is the sentence a person reads.
"""


class HandlerError(Exception):
    """Something could not be handled."""


class EntryError(HandlerError):
    """That is no value for this field; the message says how to write one."""


class Malformed(HandlerError):
    """That press comes from an older version, or from somebody who made it up."""
