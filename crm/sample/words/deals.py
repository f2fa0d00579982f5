"""Stages, names, next steps and the other words of the sample company's deals."""

from typing import NamedTuple


class Stage(NamedTuple):
    """An open stage, its usual chance of winning in percent, and its usual forecast category."""

    name: str
    probability: int
    forecast: str


STAGES = (
    Stage("Prospecting", 10, "Pipeline"),
    Stage("Qualification", 10, "Pipeline"),
    Stage("Needs Analysis", 20, "Pipeline"),
    Stage("Value Proposition", 50, "Pipeline"),
    Stage("Proposal/Price Quote", 75, "Best Case"),
    Stage("Negotiation/Review", 90, "Commit"),
)

NEW, EXISTING, RENEWAL = "New Business", "Existing Business", "Renewal"

# How deals of a kind are named; `{account}` is the name without "GmbH", `{project}` one of below.
NAMES = {
    NEW: ("{account} – {project}", "{account} – {project} {year}", "{account} – {project} pilot"),
    EXISTING: (
        "{account} – {project} phase two",
        "{account} – {project}, second site",
        "{account} – {project} expansion {year}",
        "Add-on {year} – {account}, {project}",
    ),
    RENEWAL: (
        "Renewal Q{quarter} {year} – {account}",
        "{account} – Subscription renewal Q{quarter} {year}",
        "{account} – Support renewal Q{quarter} {year}",
        "Renewal {project} – {account} Q{quarter} {year}",
    ),
}

PROJECTS = (
    "Sensor rollout",
    "Cold-chain monitoring",
    "Line monitoring",
    "Predictive maintenance",
    "Warehouse alerts",
    "Gateway refresh",
    "Energy metering",
    "Vibration monitoring",
    "Leak detection",
    "Fleet tracking",
    "Compliance reporting",
    "Boiler house retrofit",
    "Compressor monitoring",
    "Remote sites",
)

NEXT_STEPS = {
    "Prospecting": (
        "Find out who owns maintenance budget",
        "Intro call with plant manager",
        "Send case study",
        "Ask partner for an introduction",
    ),
    "Qualification": (
        "Confirm budget and timeline",
        "Meet operations and IT together",
        "Qualify number of sites",
        "Check who signs",
    ),
    "Needs Analysis": (
        "Walk the plant with maintenance",
        "Collect sensor list per line",
        "Workshop on alert rules",
        "Get network plan from IT",
    ),
    "Value Proposition": (
        "Present savings estimate to CFO",
        "Agree pilot success criteria",
        "Reference call with a similar plant",
        "Demo on their own data",
    ),
    "Proposal/Price Quote": (
        "Send revised quote",
        "Walk procurement through the offer",
        "Add installation days to the quote",
        "Waiting for feedback on pricing",
    ),
    "Negotiation/Review": (
        "Legal reviews the contract",
        "Final discount approval",
        "Get signature from the board",
        "Agree delivery schedule",
    ),
}

LEAD_SOURCES = (
    "Web",
    "Phone Inquiry",
    "Partner Referral",
    "Purchased List",
    "Trade Show",
    "Other",
)
RISKS = ("Low", "Medium", "High")
COMPETITORS = ("Kestovar", "Monithral", "Sensquarry", "In-house build")
