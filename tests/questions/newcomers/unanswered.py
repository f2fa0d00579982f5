"""What no CRM holds, and what is a change to be made."""

from tests.questions.fresh.checks import change, one_of
from tests.questions.newcomers.checks import harriet, margot, nadia, unanswered, yolanda

_NEITHER = one_of("clarify", "not_understood", "refused", "help", "update")

ROWS = [
    # other systems' affairs
    margot("What's our marketing spend this quarter?", unanswered),
    margot("gross margin on sensors", unanswered),
    harriet("open support tickets for Eskerfield Dairies", unanswered),
    harriet("NPS score of Rosmoine Glass", unanswered),
    nadia("how much commission will I get for the Greyfen renewal", unanswered),
    nadia("which email campaigns is Norleigh enrolled in?", unanswered),
    nadia("how do I reset my password", unanswered),
    harriet("can you draft an apology email to Roisin Eliassen", unanswered),
    yolanda("what's the weather in Chicago tomorrow", unanswered),
    # changes
    nadia(
        "change the stage of Norleigh Cold Storage – Energy metering pilot to Qualification",
        change(
            "Opportunity",
            "Norleigh Cold Storage – Energy metering pilot",
            "StageName",
            "Qualification",
        ),
    ),
    nadia(
        "set the amount of Greyfen Utilities – Gateway refresh pilot to 35k",
        change("Opportunity", "Greyfen Utilities – Gateway refresh pilot", "Amount", "35000"),
    ),
    nadia(
        "update the next step on greyfen utilities – remote sites to Send contract",
        change("Opportunity", "Greyfen Utilities – Remote sites", "NextStep", "Send contract"),
    ),
    harriet(
        "please change Maeve Carmody's title to Chief Operating Officer",
        change("Contact", "Maeve Carmody", "Title", "Chief Operating Officer"),
    ),
    yolanda("remind me to call Carmen Valdivia on Monday", _NEITHER),
    harriet("Please delete order 1274", _NEITHER),
]
