"""The same figures, asked in German."""

from tests.questions.expected import ask, groups
from tests.questions.named_figures.forecast import _NEXT, _mine, amount, forecast
from tests.questions.named_figures.growth import (
    _LAST_YEAR,
    _Q2,
    _Q4_2025,
    _grown_by,
    _region,
    grown,
)
from tests.questions.named_figures.over_time import _EIGHT, _2026, rate, series, won
from tests.questions.named_figures.quotas import (
    _DANA,
    _LOTS,
    _attainments,
    _manager,
    _rep,
    _within,
    attained,
    covered,
    short,
)
from tests.questions.org import Q3, Q4, THIS_YEAR

ROWS = [
    ask("meine Zielerreichung", attained(_DANA, Q4)),
    ask("Zielerreichung pro Verkäufer", groups(lambda o: _attainments(o, _rep, Q4))),
    ask(
        "Zielerreichung nach Team letztes Quartal", groups(lambda o: _attainments(o, _manager, Q3))
    ),
    ask("mein Abstand zum Ziel", short(_DANA, Q4)),
    ask("meine Pipeline-Deckung", covered(_DANA, Q4)),
    ask("Umsatzwachstum dieses Quartal", grown(Q4, Q3)),
    ask("Wachstum gegenüber dem Vorjahr", grown(THIS_YEAR, _LAST_YEAR)),
    ask("Umsatz dieses Quartal gegenüber dem Vorjahr", grown(Q4, _Q4_2025)),
    ask("wie stark ist der Umsatz gewachsen", grown(Q4, Q3)),
    ask(
        "Umsatzwachstum pro Region letztes Quartal",
        groups(lambda o: _grown_by(o, _region, Q3, _Q2)),
    ),
    ask("Prognose dieses Quartal", forecast(Q4)),
    ask("meine Umsatzprognose für nächstes Quartal", forecast(_NEXT, _mine)),
    ask("wie viel haben wir in Commit", amount("Commit", Q4)),
    ask("laufende Summe Umsatz nach Monat dieses Jahr", series(_2026, won(), running=True)),
    ask("wie hat sich der Umsatz dieses Jahr entwickelt", series(_2026, won())),
    ask("Entwicklung der Gewinnquote nach Quartal", series(_EIGHT, rate())),
    ask("Umsatz nach Monat dieses Jahr", series(_2026, won())),
    ask("wer hat die Quote erreicht", _within(100, _LOTS, Q4)),
    ask("wer hat das Ziel letztes Quartal verfehlt", _within(0, 100, Q3)),
    ask("wer hat die Quote nicht erreicht", _within(0, 100, Q4)),
]
