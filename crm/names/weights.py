"""How much a word of a name says, before anyone counts how rare it is."""

_LEGAL = """
    inc incorporated ltd limited llc llp lp co company corp corporation plc pty pvt gmbh mbh ag kg
    kgaa ohg ug se ev sa sas sarl sarl spa srl sl slu bv nv cv vof ab as asa aps oy oyj kft zrt doo
    sro spzoo zoo kk pte bhd sdn lda ltda eurl sprl bvba cie
"""
_SMALL = (
    "the of and for at in on to by a an de la le les des du di da del van von der den und et y e"
)
_COMMON = """
    about account accounts active activity add after all amount amounts annual any anything are area
    as ask average bad before best better between big bigger biggest bill billing book bookings both
    budget build business busy buy buying buys by call called calls can case cases change changed
    city close closed closes closing contact contacts cost count countries country create created
    current currently customer customers data date dates day days deal deals detail details did do
    does due each east email emails employee employees empty end energy event events ever every
    everyone everything expected field fields find first follow for forecast forecasts from full
    gap get give goal goals going good green group grow growth had has have help her here high
    higher highest his hot how i if in include industry info invoice invoices is issue item items
    job join just keep know large larger largest last late latest lead leader leads least left less
    let like line lines list log long look lose losing loss lost low lower lowest made main make
    manage manager many market marketing mean meeting meetings member members met missing money
    month months more most move moved much my name named names near need needs never new newest
    next no none north not note notes nothing now number numbers of off offer office old oldest on
    one online only open opened opening opens opportunities opportunity order orders other our out
    over overdue own owned owner owners owns paid part past pay payment people per person phase
    phone pick pipeline plan please point post present price prices product products profit public
    quarter quarters quota quote quotes raise rate rates read real recent record records region
    related rep report reports reps rest result results revenue review right rise risk sale sales
    same save say see sell seller selling send sent service services set share ship short show side
    since size small smaller smallest sold some soon sort south stage stages stale stalled start
    started state status step still stock stop street stuck supply support sure table take target
    task tasks team teams tell territory than that the their them then there these they thing this
    those time title to today together tomorrow top total totals trade trend type under unit
    unpaid until up update updated upcoming us use user users value values very view want was way
    we website week weeks west what when where which while who whole whom whose why will win
    winning wins with within without won work worst worth would year years yes yesterday yet you
    your zip
"""

LEGAL = frozenset(_LEGAL.split())
SMALL = frozenset(_SMALL.split())
COMMON = frozenset(_COMMON.split()) | SMALL
"""Words of everyday questions. Only an equal word of a name is meant by one, never a similar."""

_FORMS = {
    "incorporated": "inc", "limited": "ltd", "company": "co", "corporation": "corp",
    "international": "intl", "brothers": "bros", "manufacturing": "mfg", "services": "svcs",
    "service": "svc", "associates": "assoc", "department": "dept", "university": "univ",
    "technologies": "tech", "technology": "tech", "laboratories": "labs", "saint": "st",
    "mount": "mt", "doctor": "dr", "street": "st", "center": "ctr", "centre": "ctr",
    "management": "mgmt", "group": "grp", "systems": "sys", "solutions": "sol",
    "engineering": "eng", "enterprises": "ent", "partners": "ptnrs", "national": "natl",
    "und": "and", "et": "and", "och": "and", "y": "and", "n": "and",
}  # fmt: skip
SHORT_FORMS = frozenset(_FORMS.items())
"""Pairs of a word and how it is shortened in writing."""


def standing(word: str) -> float:
    """From 0 to 1: a company form says next to nothing, a small word little, an initial half."""
    if word in LEGAL:
        return 0.04
    if word in SMALL:
        return 0.1
    return 0.4 if len(word) == 1 else 1.0
