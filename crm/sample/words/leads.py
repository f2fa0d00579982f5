"""The firms that leads come from, by region. None of them is an account yet."""

from crm.sample.words.accounts import Firm

LEAD_FIRMS = {
    "AMER East": (
        Firm("Aldermoor Packaging", "Manufacturing", "Charlotte"),
        Firm("Birchquill Farms", "Agriculture", "Richmond"),
        Firm("Cloverhithe Foods", "Food & Beverage", "Philadelphia"),
        Firm("Hazelrigg & Nunn", "Retail", "New York"),
        Firm("Inkberry Printworks", "Media", "Boston"),
        Firm("Mirefield Water", "Utilities", "Pittsburgh"),
        Firm("Plumstrand Shipping", "Transportation", "Newark"),
        Firm("Umberlea Ceramics", "Manufacturing", "Atlanta"),
    ),
    "AMER West": (
        Firm("Dovecombe Clinics", "Healthcare", "Denver"),
        Firm("Elmsquare Storage", "Transportation", "Phoenix"),
        Firm("Jasperwick Glass", "Manufacturing", "Portland"),
        Firm("Kelpstrand Aquafarms", "Agriculture", "Vancouver"),
        Firm("Oakenshade Timber", "Manufacturing", "Seattle"),
        Firm("Quincemoor Preserves", "Food & Beverage", "San Diego"),
        Firm("Cindermoor Metals", "Manufacturing", "Austin"),
        Firm("Ambervane Cooling", "Engineering", "San Francisco"),
    ),
    "EMEA North": (
        Firm("Fallowmere Cheese", "Food & Beverage", "Leeds"),
        Firm("Gorsehaven Ports", "Transportation", "Edinburgh"),
        Firm("Rushgarth Rail", "Transportation", "London"),
        Firm("Nettlecroft Malting", "Food & Beverage", "Dublin"),
        Firm("Havsgrund Marin", "Engineering", "Gothenburg"),
        Firm("Nordlykt Hoteller", "Hospitality", "Oslo"),
        Firm("Sedgequay Freight", "Transportation", "Copenhagen"),
        Firm("Larkholt Motors", "Manufacturing", "London"),
    ),
    "EMEA Central": (
        Firm("Brunnenthal Keramik", "Manufacturing", "Cologne"),
        Firm("Eichquell Brunnen", "Food & Beverage", "Munich"),
        Firm("Hallenstein Druck", "Media", "Vienna"),
        Firm("Kupfergrund Technik", "Engineering", "Stuttgart"),
        Firm("Seeblickhof Hotels", "Hospitality", "Zürich"),
        Firm("Talquast Molkerei", "Food & Beverage", "Linz"),
        Firm("Windrath Anlagenbau", "Energy", "Hamburg"),
        Firm("Zellgrund Diagnostik", "Biotechnology", "Basel"),
    ),
    "APAC": (
        Firm("Banksiavale Wines", "Agriculture", "Melbourne"),
        Firm("Chandravel Foods", "Food & Beverage", "Bengaluru"),
        Firm("Driftmarrow Seafood", "Food & Beverage", "Auckland"),
        Firm("Hoshigawa Seiki", "Manufacturing", "Osaka"),
        Firm("Kauripoint Timber", "Manufacturing", "Auckland"),
        Firm("Lembayu Resorts", "Hospitality", "Singapore"),
        Firm("Suryakand Textiles", "Manufacturing", "Mumbai"),
        Firm("Warrigulla Water", "Utilities", "Perth"),
    ),
}
