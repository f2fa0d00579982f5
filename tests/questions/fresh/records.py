"""One record, or one field of it."""

from datetime import date

from tests.questions.expected import ask, ordered, value
from tests.questions.fresh.checks import any_of, field, on_day, record, truth

_SITES = "Quarrowbank Mills – Remote sites, second site"

ROWS = [
    # who owns
    ask(
        "can you tell me who looks after fennimoor bottling",
        field("Account", "Fennimoor Bottling", "Owner.Name"),
    ),
    ask(
        "who's responsible for Larkmoor Hospitals?",
        field("Account", "Larkmoor Hospitals", "Owner.Name"),
    ),
    ask(
        "owner of halden logistics please",
        field("Account", "Halden Logistics", "Owner.Name"),
    ),
    ask("Summit - who's the owner?", field("Account", "Summit", "Owner.Name")),
    # a field of an account
    ask("halden phone", field("Account", "Halden", "Phone")),
    ask(
        "whats quarrowbanks phone number",
        field("Account", "Quarrowbank Mills", "Phone"),
    ),
    ask("phone number of quarterly", field("Account", "Quarterly", "Phone")),
    ask("tessaly website pls", field("Account", "Tessaly Medical Group", "Website")),
    ask("penhollow paper employee count", field("Account", "Penhollow Paper", "NumberOfEmployees")),
    ask(
        "annual revenue for skarnvik shipping",
        field("Account", "Skarnvik Shipping", "AnnualRevenue", "USD"),
    ),
    ask("what city is tjarnvik energi in", field("Account", "Tjärnvik Energi", "BillingCity")),
    ask(
        "which country is Orchidane Hotels in",
        field("Account", "Orchidane Hotels", "BillingCountry"),
    ),
    ask("what industry is zephrine labs in", field("Account", "Zephrine Labs", "Industry")),
    ask("industry of open range", field("Account", "Open Range", "Industry")),
    ask(
        "parent company of lindhav cold stores?",
        field("Account", "Lindhav Cold Stores", "Parent.Name"),
    ),
    ask("what type of account is belwethy grocers", field("Account", "Belwethy Grocers", "Type")),
    ask("is vintergard retail a customer", truth(False)),
    ask("is halden a customer?", truth(True)),
    ask("is dunquill aviation a partner", truth(True)),
    ask("when was halden created", on_day(lambda o: date(2022, 3, 25))),
    # the whole record
    ask('"merrowdale chemicals"', record("Account", "Merrowdale Chemicals")),
    ask("strassfeld", record("Account", "Straßfeld Logistik AG")),
    ask("Skarnvik?", record("Account", "Skarnvik Shipping")),
    ask("open range", record("Account", "Open Range")),
    ask("show me bergwald & sohn", record("Account", "Bergwaldt & Sohn Maschinenbau")),
    ask("thistelquay water", record("Account", "Thistlequay Water Authority")),
    ask("details for kinvale crossing", record("Account", "Kinvale Crossing Energy")),
    ask("tell me about rookmere", record("Account", "Rookmere Aerospace")),
    ask("pull up saltmarow seafood", record("Account", "Saltmarrow Seafood")),
    ask("ostrander vale", record("Account", "Ostrander Vale Dairy")),
    ask("001Qk0000000005IAA", record("Account", "Tessaly Medical Group")),
    # people at accounts
    ask("leticia.hathorne@halden.example", record("Contact", "Leticia Hathorne")),
    ask(
        "who is amelia.cordero@brightwater-foods.example",
        record("Contact", "Amelia Cordero"),
    ),
    ask("hathorne leticia", record("Contact", "Leticia Hathorne")),
    ask("email of Paskell Carmen", field("Contact", "Carmen Paskell", "Email")),
    ask("what's carlos tolbert's title", field("Contact", "Carlos Tolbert", "Title")),
    ask("phone for gloria garrity", field("Contact", "Gloria Garrity", "Phone")),
    # colleagues
    ask("email for caleb", field("User", "Caleb Strand", "Email")),
    ask("what's zara's title", field("User", "Zara Choudry", "Title")),
    ask("whitfield dana", record("User", "Dana Whitfield")),
    # deals
    ask("halden gateway refresh pilot", record("Opportunity", "Halden – Gateway refresh pilot")),
    ask(
        "amount of the quarrowbank energy metering deal",
        field("Opportunity", "Quarrowbank Mills – Energy metering 2026", "Amount", "USD"),
    ),
    ask(
        "how much is the quarrowbank remote sites deal worth",
        value(lambda o: o.named("Opportunity", _SITES).Amount, "USD"),
    ),
    ask(
        "when is the open range sensor rollout due to close",
        field("Opportunity", "Open Range – Sensor rollout 2026", "CloseDate"),
    ),
    ask(
        "close date for tessaly compressor monitoring",
        field(
            "Opportunity", "Add-on 2027 – Tessaly Medical Group, Compressor monitoring", "CloseDate"
        ),
    ),
    ask(
        "next step on quarrowbank remote sites",
        field("Opportunity", _SITES, "NextStep"),
    ),
    ask(
        "what stage is brightwater foods gateway refresh in",
        field("Opportunity", "Brightwater Foods – Gateway refresh", "StageName"),
    ),
    ask(
        "probability of the halden boiler house retrofit 2027",
        field("Opportunity", "Halden – Boiler house retrofit 2027", "Probability", "%"),
    ),
    ask(
        "whats the renewal risk on open range subscription renewal q4 2026",
        field("Opportunity", "Open Range – Subscription renewal Q4 2026", "Renewal_Risk__c"),
    ),
    ask(
        "competitor on quarrowbank energy metering?",
        field("Opportunity", "Quarrowbank Mills – Energy metering 2026", "Competitor__c"),
    ),
    ask(
        "which account is Brightwater Foods – Line monitoring pilot for",
        any_of(
            field("Opportunity", "Brightwater Foods – Line monitoring pilot", "Account.Name"),
            record("Account", "Brightwater Foods"),
        ),
    ),
    # orders, invoices, products
    ask(
        "product code for caravan vehicle gateway",
        field("Product2", "Caravan vehicle gateway", "ProductCode"),
    ),
    ask(
        "what product family is the antenna extension in",
        field("Product2", "Antenna extension", "Family"),
    ),
    ask("whose account is stavering rail", field("Account", "Stavering Rail", "Owner.Name")),
    ask(
        "who has the quillane ports account",
        field("Account", "Quillane Ports", "Owner.Name"),
    ),
    ask(
        "who owns https://crm.ferrowick.example/crm/Account/001Qk000000000FIAQ",
        field("Account", "Stavering Rail", "Owner.Name"),
    ),
    ask("tel no for summit?", field("Account", "Summit", "Phone")),
    ask(
        "hey can you give me the website of vogelsand",
        field("Account", "Vogelsand Reederei", "Website"),
    ),
    ask(
        "how many people work at signal",
        field("Account", "Signal", "NumberOfEmployees"),
    ),
    ask(
        "https://crm.ferrowick.example/crm/Account/001Qk000000000FIAQ",
        record("Account", "Stavering Rail"),
    ),
    ask(
        "which company does orlando radley work for",
        any_of(
            field("Contact", "Orlando Radley", "Account.Name"),
            record("Account", "Tessaly Medical Group"),
        ),
    ),
    ask(
        "whats the email adress of kendra yarbrough",
        field("Contact", "Kendra Yarbrough", "Email"),
    ),
    ask(
        "INV-02236",
        ordered(lambda o: [r.Id for r in o.all("Invoice") if r.InvoiceNumber == "INV-02236"]),
    ),
    ask(
        "balance on INV-02260",
        value(
            lambda o: next(r.Balance for r in o.all("Invoice") if r.InvoiceNumber == "INV-02260"),
            "USD",
        ),
    ),
    ask("status of order 00001270", value(lambda o: "Draft")),
    ask("whose number is +1 804 555-0151", record("Contact", "Alicia Wetherbee")),
]
