"""Subjects of tasks and meetings."""

DONE = (
    "Call",
    "Email: quote sent",
    "Call: pricing questions",
    "Sent case study",
    "Follow-up call",
    "Email: technical questions",
    "Voicemail left",
    "Shared sensor list",
    "Email: meeting notes",
    "Reviewed requirements",
)

TO_DO = (
    "Call back about pricing",
    "Send revised quote",
    "Ask for network plan",
    "Prepare savings estimate",
    "Confirm site visit",
    "Get references ready",
    "Follow up on contract",
    "Chase purchase order",
    "Check delivery dates",
    "Send meeting notes",
)

MEETINGS = (
    "Plant walk-through",
    "Demo",
    "Pricing review",
    "Kick-off workshop",
    "Contract review",
    "Quarterly business review",
    "Technical deep dive",
    "Pilot results",
)

CHECK_INS = ("Check-in call", "Call about open invoice", "Account plan", "Delivery follow-up")

FIRST_TOUCHES = ("First call", "Qualify inquiry", "Send brochure", "Trade show follow-up")
