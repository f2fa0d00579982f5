"""Cities the accounts are in: state (where addresses have one), country, dialling code."""

from typing import NamedTuple


class Place(NamedTuple):
    """A city; `dialling` is the country and area code, as it is written in front of a number."""

    state: str | None
    country: str
    dialling: str


_US, _CA = "United States", "Canada"
_UK, _DE = "United Kingdom", "Germany"

PLACES = {
    "Boston": Place("MA", _US, "+1 617"),
    "Providence": Place("RI", _US, "+1 401"),
    "New York": Place("NY", _US, "+1 212"),
    "Newark": Place("NJ", _US, "+1 973"),
    "Philadelphia": Place("PA", _US, "+1 215"),
    "Pittsburgh": Place("PA", _US, "+1 412"),
    "Richmond": Place("VA", _US, "+1 804"),
    "Charlotte": Place("NC", _US, "+1 704"),
    "Atlanta": Place("GA", _US, "+1 404"),
    "Chicago": Place("IL", _US, "+1 312"),
    "Toronto": Place("ON", _CA, "+1 416"),
    "Seattle": Place("WA", _US, "+1 206"),
    "Portland": Place("OR", _US, "+1 503"),
    "San Francisco": Place("CA", _US, "+1 415"),
    "San Diego": Place("CA", _US, "+1 619"),
    "Denver": Place("CO", _US, "+1 303"),
    "Phoenix": Place("AZ", _US, "+1 602"),
    "Austin": Place("TX", _US, "+1 512"),
    "Vancouver": Place("BC", _CA, "+1 604"),
    "London": Place(None, _UK, "+44 20"),
    "Leeds": Place(None, _UK, "+44 113"),
    "Edinburgh": Place(None, _UK, "+44 131"),
    "Dublin": Place(None, "Ireland", "+353 1"),
    "Cork": Place(None, "Ireland", "+353 21"),
    "Stockholm": Place(None, "Sweden", "+46 8"),
    "Gothenburg": Place(None, "Sweden", "+46 31"),
    "Oslo": Place(None, "Norway", "+47 22"),
    "Bergen": Place(None, "Norway", "+47 55"),
    "Copenhagen": Place(None, "Denmark", "+45 33"),
    "Berlin": Place(None, _DE, "+49 30"),
    "Hamburg": Place(None, _DE, "+49 40"),
    "Munich": Place(None, _DE, "+49 89"),
    "Stuttgart": Place(None, _DE, "+49 711"),
    "Cologne": Place(None, _DE, "+49 221"),
    "Zürich": Place(None, "Switzerland", "+41 44"),
    "Basel": Place(None, "Switzerland", "+41 61"),
    "Vienna": Place(None, "Austria", "+43 1"),
    "Linz": Place(None, "Austria", "+43 732"),
    "Singapore": Place(None, "Singapore", "+65 6"),
    "Sydney": Place("NSW", "Australia", "+61 2"),
    "Melbourne": Place("VIC", "Australia", "+61 3"),
    "Perth": Place("WA", "Australia", "+61 8"),
    "Auckland": Place(None, "New Zealand", "+64 9"),
    "Tokyo": Place(None, "Japan", "+81 3"),
    "Osaka": Place(None, "Japan", "+81 6"),
    "Mumbai": Place(None, "India", "+91 22"),
    "Bengaluru": Place(None, "India", "+91 80"),
}
