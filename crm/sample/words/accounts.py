"""The accounts, by region: name, industry (None where nobody filled it in) and city.

The first `DEMO_BOOK` accounts of the first region belong to the rep the demo speaks as. Among the
names are the awkward ones of every CRM: doubles, one name the beginning of another, everyday words,
apostrophes, ampersands and letters beyond ASCII.
"""

from typing import NamedTuple

DEMO_BOOK = 6


class Firm(NamedTuple):
    """One account of the table."""

    name: str
    industry: str | None
    city: str


# The double of an account, under the name somebody typed the second time.
DOUBLES = {
    "Brightwater Foods Inc.": "Brightwater Foods",
    "O'Malley and Sons Ltd": "O'Malley & Sons",
    "Kestrel Ridge Dairy Co.": "Kestrel Ridge Dairy",
    "Mueller Praezision": "Müller Präzision GmbH",
    "Eskerfield Dairies Ltd": "Eskerfield Dairies",
    "Kowhara Dairy Group": "Kowhara Dairy",
}

PARENTS = {
    "Halden Logistics": "Halden",
    "Corvane Energy": "Corvane",
    "Lindhav Cold Stores": "Skarnvik Shipping",
    "Isarquell Getränke": "Köstenau Brauerei",
    "Bandarive Logistics": "Tanjong Serai Ports",
}

PARTNERS = frozenset(
    {"Castorway Freight", "Lodequay Data Centers", "Dunquill Aviation", "Querbach Elektronik"}
)

# Customers whatever the dice say, since people ask about them first.
CUSTOMERS = frozenset({"Halden", "Brightwater Foods", "O'Malley & Sons"})

_FOOD, _FARM = "Food & Beverage", "Agriculture"
_MAKING, _CHEMICALS, _BIOTECH = "Manufacturing", "Chemicals", "Biotechnology"
_TRANSPORT, _ENERGY, _UTILITIES = "Transportation", "Energy", "Utilities"
_HEALTH, _BUILDING, _RETAIL = "Healthcare", "Construction", "Retail"
_ELECTRONICS, _ENGINEERING, _TECH = "Electronics", "Engineering", "Technology"
_HOTELS, _MEDIA, _TELECOM = "Hospitality", "Media", "Telecommunications"

FIRMS = {
    "AMER East": (
        Firm("Halden", _MAKING, "Boston"),
        Firm("Brightwater Foods", _FOOD, "Providence"),
        Firm("O'Malley & Sons", _BUILDING, "Boston"),
        Firm("Open Range", None, "Richmond"),
        Firm("Tessaly Medical Group", _HEALTH, "Philadelphia"),
        Firm("Quarrowbank Mills", _MAKING, "Charlotte"),
        Firm("Brightwater Foods Inc.", None, "Providence"),
        Firm("Halden Logistics", _TRANSPORT, "Newark"),
        Firm("Quarterly", _MEDIA, "New York"),
        Firm("O'Malley and Sons Ltd", _BUILDING, "Boston"),
        Firm("Penhollow Paper", _MAKING, "Pittsburgh"),
        Firm("Ostrander Vale Dairy", _FOOD, "Chicago"),
        Firm("Larkmoor Hospitals", _HEALTH, "New York"),
        Firm("Fennimoor Bottling", _FOOD, "Atlanta"),
        Firm("Stavering Rail", _TRANSPORT, "Chicago"),
        Firm("Merrowdale Chemicals", _CHEMICALS, "Newark"),
        Firm("Tillbrook Elevators", _ENGINEERING, "Toronto"),
        Firm("Greyfen Utilities", _UTILITIES, "Pittsburgh"),
        Firm("Wexcombe Plastics", _MAKING, "Charlotte"),
        Firm("Dunmarrow Steel", _MAKING, "Pittsburgh"),
        Firm("Pellingham & Crowe", None, "New York"),
        Firm("Vanderquill Greenhouses", _FARM, "Toronto"),
        Firm("Saltmarrow Seafood", _FOOD, "Boston"),
        Firm("Bramblewick Bakeries", _FOOD, "Philadelphia"),
        Firm("Castorway Freight", _TRANSPORT, "Newark"),
        Firm("Ironquay Shipyards", _ENGINEERING, "Providence"),
        Firm("Mossgrave Pharma", _BIOTECH, "Boston"),
        Firm("Little Fennick Breweries", _FOOD, "Richmond"),
        Firm("D'Amberly Cosmetics", _CHEMICALS, "New York"),
        Firm("Norleigh Cold Storage", _TRANSPORT, "Atlanta"),
        Firm("Hartsquill Packaging", _MAKING, "Chicago"),
        Firm("Addlecroft Printing", _MEDIA, "Toronto"),
        Firm("Kinvale Crossing Energy", _ENERGY, "Richmond"),
        Firm("Thistlequay Water Authority", _UTILITIES, "Philadelphia"),
        Firm("Rookmere Aerospace", _ENGINEERING, "Atlanta"),
        Firm("Ashgallow Timber", None, "Charlotte"),
        Firm("Pomerel Orchards", _FARM, "Richmond"),
        Firm("Belwethy Grocers", _RETAIL, "Chicago"),
        Firm("Zephrine Labs", _BIOTECH, "Boston"),
        Firm("Corriewick Textiles", _MAKING, "Charlotte"),
    ),
    "AMER West": (
        Firm("Signal", _TELECOM, "Seattle"),
        Firm("Summit", _BUILDING, "Denver"),
        Firm("Kestrel Ridge Dairy", _FOOD, "Portland"),
        Firm("Corvane", _ENGINEERING, "Austin"),
        Firm("Corvane Energy", _ENERGY, "Austin"),
        Firm("Kestrel Ridge Dairy Co.", None, "Portland"),
        Firm("Tamarith Solar", _ENERGY, "Phoenix"),
        Firm("Oxmarrow Vineyards", _FARM, "San Francisco"),
        Firm("Piñon Verde Growers", _FARM, "San Diego"),
        Firm("Selvarra Semiconductors", _ELECTRONICS, "San Francisco"),
        Firm("Redquill Mining", _ENERGY, "Denver"),
        Firm("Basalt & Bryce Furniture", _RETAIL, "Portland"),
        Firm("Copperhollow Foundry", _MAKING, "Phoenix"),
        Firm("Delmarest Cold Chain", _TRANSPORT, "San Diego"),
        Firm("Yarrowgate Hospitals", _HEALTH, "Denver"),
        Firm("Cascarde Robotics", _TECH, "Seattle"),
        Firm("Junivale Packing", _MAKING, "Portland"),
        Firm("Mesa Tolvera Cement", _BUILDING, "Phoenix"),
        Firm("Lodequay Data Centers", _TECH, "San Francisco"),
        Firm("Orrinsdale Fisheries", _FOOD, "Vancouver"),
        Firm("Palo Cedra Clinics", _HEALTH, "San Diego"),
        Firm("Quillane Ports", _TRANSPORT, "Seattle"),
        Firm("Ravenmoss Brewing", None, "Portland"),
        Firm("Saguarra Foods", _FOOD, "Phoenix"),
        Firm("Trevarrick Motors", _MAKING, "Austin"),
        Firm("Umberfall Lumber", _MAKING, "Vancouver"),
        Firm("Vesparine Labs", _BIOTECH, "San Francisco"),
        Firm("Westering Freightways", _TRANSPORT, "Denver"),
        Firm("Zinnfeld Irrigation", _FARM, "San Diego"),
        Firm("Alderquist Nurseries", _FARM, "Seattle"),
        Firm("Blue Tarn Desalination", _UTILITIES, "San Diego"),
        Firm("Elkhollow Lodges", _HOTELS, "Denver"),
        Firm("Foghaven Marine", _TRANSPORT, "San Francisco"),
        Firm("Harrier & Holt Outfitters", _RETAIL, "Seattle"),
    ),
    "EMEA North": (
        Firm("Skarnvik Shipping", _TRANSPORT, "Bergen"),
        Firm("Aberlochan Distillers", _FOOD, "Edinburgh"),
        Firm("Ó Dálmhaigh Creameries", _FOOD, "Cork"),
        Firm("Björnholt Timber AB", _MAKING, "Gothenburg"),
        Firm("Eskerfield Dairies", _FOOD, "Dublin"),
        Firm("Lindhav Cold Stores", _TRANSPORT, "Gothenburg"),
        Firm("Sønderlund Fisk A/S", _FOOD, "Copenhagen"),
        Firm("Tjärnvik Energi", _ENERGY, "Stockholm"),
        Firm("Wetherlow Rail", _TRANSPORT, "Leeds"),
        Firm("Eskerfield Dairies Ltd", _FOOD, "Dublin"),
        Firm("Larchcombe Hospitals", _HEALTH, "London"),
        Firm("Cairnbrae Water", _UTILITIES, "Edinburgh"),
        Firm("Fjellhavn Offshore AS", _ENERGY, "Bergen"),
        Firm("Åsgrund Papper AB", _MAKING, "Stockholm"),
        Firm("Thornwick & Daughters", None, "Leeds"),
        Firm("Brackwater Ports", _TRANSPORT, "London"),
        Firm("Kildoran Pharma", _BIOTECH, "Cork"),
        Firm("Moorsedge Quarries", _BUILDING, "Leeds"),
        Firm("Nethergill Utilities", _UTILITIES, "Leeds"),
        Firm("Ravnsmose Biotech ApS", _BIOTECH, "Copenhagen"),
        Firm("St. Orrin's Hospital", _HEALTH, "London"),
        Firm("Ulvenes Aquaculture", _FARM, "Bergen"),
        Firm("Vintergard Retail", _RETAIL, "Oslo"),
        Firm("Wychling Motors", _MAKING, "London"),
        Firm("Yarmstone Cement", _BUILDING, "Leeds"),
        Firm("Dunquill Aviation", _ENGINEERING, "Dublin"),
        Firm("Rosmoine Glass", None, "Cork"),
        Firm("Pennyroyd Textiles", _MAKING, "Leeds"),
    ),
    "EMEA Central": (
        Firm("Müller Präzision GmbH", _ENGINEERING, "Stuttgart"),
        Firm("Köstenau Brauerei", _FOOD, "Munich"),
        Firm("Bergwaldt & Sohn Maschinenbau", _ENGINEERING, "Cologne"),
        Firm("Straßfeld Logistik AG", _TRANSPORT, "Hamburg"),
        Firm("Mueller Praezision", None, "Stuttgart"),
        Firm("Zürnbach Pharma AG", _BIOTECH, "Basel"),
        Firm("Lindenquell Wasserwerke", _UTILITIES, "Berlin"),
        Firm("Osterhain Chemie", _CHEMICALS, "Cologne"),
        Firm("Weißenrath Papier", _MAKING, "Linz"),
        Firm("Grünacker Agrar", _FARM, "Berlin"),
        Firm("Hohenrath Klinik", _HEALTH, "Munich"),
        Firm("Donauthal Stahlwerk", _MAKING, "Linz"),
        Firm("Alpstern Molkerei", _FOOD, "Zürich"),
        Firm("Felsenrain Zement", _BUILDING, "Basel"),
        Firm("Kaltenau Kühlhaus", _TRANSPORT, "Hamburg"),
        Firm("Schönwart Optik", _ELECTRONICS, "Stuttgart"),
        Firm("Tannquell Möbel", _RETAIL, "Vienna"),
        Firm("Vogelsand Reederei", _TRANSPORT, "Hamburg"),
        Firm("Wolkenrath Luftfahrt", _ENGINEERING, "Munich"),
        Firm("Edelroth Kellerei", None, "Vienna"),
        Firm("Querbach Elektronik", _ELECTRONICS, "Cologne"),
        Firm("Rheinquast Automotive", _MAKING, "Stuttgart"),
        Firm("Isarquell Getränke", _FOOD, "Munich"),
        Firm("Nordhalm Energie", _ENERGY, "Hamburg"),
        Firm("Moosgrund Baustoffe", _BUILDING, "Zürich"),
        Firm("Jurablick Uhren", _MAKING, "Basel"),
    ),
    "APAC": (
        Firm("Kurrawyn Mining", _ENERGY, "Perth"),
        Firm("Tanjong Serai Ports", _TRANSPORT, "Singapore"),
        Firm("Hinokura Denki", _ELECTRONICS, "Osaka"),
        Firm("Wattlebrae Foods", _FOOD, "Melbourne"),
        Firm("Kowhara Dairy", _FOOD, "Auckland"),
        Firm("Merantis Biotech", _BIOTECH, "Singapore"),
        Firm("Nilambara Textiles", _MAKING, "Mumbai"),
        Firm("Mizunagi Foods", _FOOD, "Tokyo"),
        Firm("Bandarive Logistics", _TRANSPORT, "Singapore"),
        Firm("Kowhara Dairy Group", None, "Auckland"),
        Firm("Coolibrae Station", _FARM, "Sydney"),
        Firm("Dharvati Pharma", _BIOTECH, "Bengaluru"),
        Firm("Eucamere Timber", _MAKING, "Melbourne"),
        Firm("Harbourwren Ferries", _TRANSPORT, "Sydney"),
        Firm("Indravelle Power", _ENERGY, "Mumbai"),
        Firm("Jacarra Hospitals", _HEALTH, "Sydney"),
        Firm("Kingsmarrow Cold Storage", _TRANSPORT, "Melbourne"),
        Firm("Lotuswei Electronics", _ELECTRONICS, "Singapore"),
        Firm("Matarua Fisheries", _FOOD, "Auckland"),
        Firm("Orchidane Hotels", _HOTELS, "Singapore"),
        Firm("Garuvaya Cement", None, "Perth"),
        Firm("Straitsmoor Shipping", _TRANSPORT, "Singapore"),
    ),
}
