"""The people of the sample company: a leader, sales operations, and five teams with a manager each.

The first rep of the first team is the one the demo speaks as.
"""

from typing import NamedTuple

COMPANY = "Ferrowick Sensors"
DOMAIN = "ferrowick.example"

_EASTERN, _CENTRAL = "America/New_York", "America/Chicago"
_MOUNTAIN, _PACIFIC = "America/Denver", "America/Los_Angeles"
_LONDON, _DUBLIN, _STOCKHOLM = "Europe/London", "Europe/Dublin", "Europe/Stockholm"
_BERLIN, _ZURICH, _VIENNA = "Europe/Berlin", "Europe/Zurich", "Europe/Vienna"
_SINGAPORE, _SYDNEY = "Asia/Singapore", "Australia/Sydney"
_TOKYO, _KOLKATA, _AUCKLAND = "Asia/Tokyo", "Asia/Kolkata", "Pacific/Auckland"

_AE = "Account Executive"
_SENIOR = "Senior Account Executive"
_ENTERPRISE = "Enterprise Account Executive"


class Person(NamedTuple):
    """One person; `time_zone` is an IANA name. Who left is deactivated but still owns records."""

    first_name: str
    last_name: str
    title: str
    time_zone: str
    has_left: bool = False


class Team(NamedTuple):
    """A region's sellers and who leads them."""

    region: str
    lead: Person
    reps: tuple[Person, ...]


LEADER = Person("Margot", "Ashdown", "Chief Revenue Officer", _EASTERN)
OPERATIONS = Person("Tobias", "Renner", "Sales Operations Lead", _BERLIN)

TEAMS = (
    Team(
        "AMER East",
        Person("Marcus", "Oyelaran", "Regional Sales Director", _EASTERN),
        (
            Person("Dana", "Whitfield", _SENIOR, _EASTERN),
            Person("Caleb", "Strand", _AE, _EASTERN),
            Person("Priscilla", "Nakamoto-Reyes", _ENTERPRISE, _EASTERN),
            Person("Devon", "O'Hare", _AE, _EASTERN),
            Person("Imani", "Thackeray", _SENIOR, _EASTERN),
            Person("Leo", "Castellane", _AE, _CENTRAL),
            Person("Ruth", "Abernethy", _ENTERPRISE, _EASTERN),
            Person("Wesley", "Quon", _AE, _EASTERN),
            Person("Yolanda", "Ferris", _SENIOR, _CENTRAL),
            Person("Gideon", "Marsh", _AE, _EASTERN),
            Person("Bettina", "Crowe", _AE, _CENTRAL),
            Person("Hollis", "Varga", _SENIOR, _EASTERN),
            Person("Nadia", "Prewitt", _AE, _EASTERN),
        ),
    ),
    Team(
        "AMER West",
        Person("Teresa", "Villaseñor", "Regional Sales Director", _PACIFIC),
        (
            Person("Anna", "Moretti", _SENIOR, _PACIFIC),
            Person("Brock", "Tillman", _AE, _MOUNTAIN),
            Person("Keiko", "Ashford", _ENTERPRISE, _PACIFIC),
            Person("Julian", "Pell", _AE, _PACIFIC),
            Person("Rosa", "Delacruz", _AE, _MOUNTAIN),
            Person("Sterling", "Hobbs", _SENIOR, _PACIFIC),
            Person("Vivian", "Ekwueme", _AE, _PACIFIC),
            Person("Omar", "Haddock", _AE, _MOUNTAIN),
            Person("Paige", "Lindgren-Soto", _ENTERPRISE, _PACIFIC),
            Person("Zeke", "Marlowe", _AE, _PACIFIC),
            Person("Corinne", "Bly", _SENIOR, _PACIFIC),
        ),
    ),
    Team(
        "EMEA North",
        Person("Fiona", "Macrae", "Regional Sales Director", _LONDON),
        (
            Person("Anna", "Lindqvist", _SENIOR, _STOCKHOLM),
            Person("Callum", "Rathbone", _AE, _LONDON),
            Person("Siobhán", "O'Rourke", _ENTERPRISE, _DUBLIN),
            Person("Søren", "Kvist", _AE, _STOCKHOLM),
            Person("Harriet", "Pym", _SENIOR, _LONDON),
            Person("Graham", "Tolliver", _AE, _LONDON, has_left=True),
            Person("Ingrid", "Fjeld", _AE, _STOCKHOLM),
            Person("Niamh", "Carrick", _AE, _DUBLIN),
            Person("Oskar", "Bränning", _SENIOR, _STOCKHOLM),
            Person("Rupert", "Ainsley", _AE, _LONDON),
            Person("Zara", "Choudry", _ENTERPRISE, _LONDON),
        ),
    ),
    Team(
        "EMEA Central",
        Person("Matthias", "Krähenbühl", "Regional Sales Director", _ZURICH),
        (
            Person("Jürgen", "Böhme", _ENTERPRISE, _BERLIN),
            Person("Lena", "Hartwick", _AE, _BERLIN),
            Person("Stefan", "Oberlack", _SENIOR, _VIENNA),
            Person("Claudia", "Rüttimann", _AE, _ZURICH),
            Person("Piotr", "Zalesny", _AE, _BERLIN),
            Person("Franziska", "Weidner", _SENIOR, _BERLIN),
            Person("Luca", "Bernasco", _AE, _ZURICH),
            Person("Annelies", "Verhoek", _AE, _BERLIN),
            Person("Dominik", "Strasky", _AE, _VIENNA),
            Person("Helene", "Morgenroth", _ENTERPRISE, _BERLIN),
        ),
    ),
    Team(
        "APAC",
        Person("Mei-Ling", "Tan", "Regional Sales Director", _SINGAPORE),
        (
            Person("Arjun", "Velankar", _SENIOR, _KOLKATA),
            Person("Chloe", "Barrowman", _AE, _SYDNEY),
            Person("Haruto", "Shimokawa", _ENTERPRISE, _TOKYO),
            Person("Kavita", "Ranasing", _AE, _KOLKATA),
            Person("Lachlan", "Droome", _AE, _SYDNEY),
            Person("Sakura", "Minobe", _AE, _TOKYO),
            Person("Wei Jie", "Koh", _SENIOR, _SINGAPORE),
            Person("Tane", "Rawhiti", _AE, _AUCKLAND),
        ),
    ),
)
