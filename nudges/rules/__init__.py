"""All rules. Where two flag one record and nothing else tells them apart, the earlier one asks."""

from nudges.rule import Rule
from nudges.rules.account_without_industry import ACCOUNT_WITHOUT_INDUSTRY
from nudges.rules.close_date_passed import CLOSE_DATE_PASSED
from nudges.rules.missing_amount import MISSING_AMOUNT
from nudges.rules.missing_next_step import MISSING_NEXT_STEP
from nudges.rules.no_activity import NO_ACTIVITY
from nudges.rules.stuck_in_stage import STUCK_IN_STAGE

RULES: tuple[Rule, ...] = (
    CLOSE_DATE_PASSED,
    MISSING_AMOUNT,
    MISSING_NEXT_STEP,
    NO_ACTIVITY,
    STUCK_IN_STAGE,
    ACCOUNT_WITHOUT_INDUSTRY,
)
