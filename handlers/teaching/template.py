"""A file of words to begin with: everything is explained, and nothing is set."""

from collections.abc import Iterator

from crm.schema import Schema

_MOST_FIELDS = 40

_BEGINNING = """\
# What words mean in this organisation. On the left stands what is meant, on the right the words for
# it, with commas between. Take away the # before a line to make it hold.
#
# `crumb check` tells what is wrong here, `crumb words explain "my open deals"` how a sentence is
# read, `crumb words suggest` which words people used in vain. A running server takes up what you
# save.
# All sections and definitions: docs/reference-words-file.md.

# Words that Crumb knows and that mean nothing here, or something else (then teach them below).
# remove = "logo, volume"

[entities]
# Other words for kinds of record.
# Opportunity = "pursuit, engagement"
# Account = "house"

[fields]
# Other words for fields. Names with a dot stand in quotes.
# "Opportunity.Amount" = "bag size"
"""

_MIDDLE = """
[values]
# Other words for what stands in a field.
# "Account.Type" = { Prospect = "greenfield", Partner = "reseller" }

[states]
# Other words for open, won, lost, overdue, stale, …
# stale = "rotting, gone dark"

[measures]
# Other words for pipeline, revenue, win rate, …
# revenue = "top line"

[names]
# What people call an account, a colleague, a product: the full name on the left.
# "General Electric" = "GE, gee ee"

[phrases]
# A phrase, and the part of a question that it stands for.
# "key account" = "accounts with more than 1000 employees"

[de.entities]
# The same for one language alone: [de.fields], [en.phrases], …
# Opportunity = "Vorgang"

[definitions]
# What is counted. Each line shows what holds as long as it is not set.
# stale_days = 30
# open_order_statuses = ["Draft", "Activated"]
# open_task_statuses = ["Not Started", "In Progress", "Waiting"]
# open_lead_statuses = ["New", "Working"]
# customer = { "Account.Type" = ["Customer"] }
# team = "direct reports"
# fiscal_year_starts = "January"
# week_starts = "Monday"
# usual_date.Opportunity = "CloseDate"
# usual_amount.Opportunity = "Amount"
"""


def template(schema: Schema | None = None) -> str:
    """The text of the file; with a schema, its custom fields wait in it for their words."""
    fields = "".join(f"{line}\n" for line in _fields(schema)) if schema else ""
    return f"{_BEGINNING}{fields}{_MIDDLE}"


def _fields(schema: Schema) -> Iterator[str]:
    custom = [(e.name, f) for e in schema for f in e if f.custom]
    if custom:
        yield "# Those that only your CRM has; the names it gives them are known already."
    for entity, field in custom[:_MOST_FIELDS]:
        yield f'# "{entity}.{field.name}" = ""'
