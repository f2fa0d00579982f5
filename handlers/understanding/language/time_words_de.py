"""German words for times."""

from collections.abc import Mapping
from typing import TypeVar

from crm.periods import Grain
from handlers.understanding.language.number_words_de import GERMAN
from handlers.understanding.language.tables import Phrase, TimeWords

T = TypeVar("T")
_CASES = ("e", "en", "er", "es", "em")


def _phrases(text: str) -> frozenset[Phrase]:
    """Phrases parted by commas; a `~` stands for any ending of an adjective."""
    return frozenset(tuple(form.split()) for phrase in text.split(",") for form in _forms(phrase))


def _words(text: str) -> frozenset[str]:
    return frozenset(form for word in text.split() for form in _forms(word))


def _forms(phrase: str) -> set[str]:
    return {phrase.replace("~", ending) for ending in _CASES}


def _each(values: Mapping[T, str]) -> dict[Phrase, T]:
    return {phrase: value for value, text in values.items() for phrase in _phrases(text)}


def _single(values: Mapping[T, str]) -> dict[str, T]:
    return {word: value for value, text in values.items() for word in text.split()}


GERMAN_TIME = TimeWords(
    numbers=GERMAN,
    months=_single({
        1: "januar jänner jan", 2: "februar feb", 3: "märz maerz mrz mär", 4: "april apr",
        5: "mai", 6: "juni jun", 7: "juli jul", 8: "august aug", 9: "september sept sep",
        10: "oktober okt", 11: "november nov", 12: "dezember dez",
    }),
    weekdays=_single({
        0: "montag", 1: "dienstag", 2: "mittwoch", 3: "donnerstag", 4: "freitag",
        5: "samstag sonnabend", 6: "sonntag",
    }),
    days=_each({
        -2: "vorgestern", -1: "gestern", 0: "heute, heutig~ tag", 1: "morgen", 2: "übermorgen",
    }),
    day_parts=_words("früh vormittag mittag nachmittag abend"),
    units=_single({
        (1, Grain.DAY): "tag tage tagen tages",
        (1, Grain.WEEK): "woche wochen",
        (1, Grain.MONTH): "monat monate monaten monats",
        (1, Grain.QUARTER): "quartal quartale quartalen quartals q",
        (1, Grain.HALF): "halbjahr halbjahre halbjahren halbjahres",
        (1, Grain.YEAR): "jahr jahre jahren jahres geschäftsjahr geschäftsjahres",
    }),
    one=_words("tag tages woche monat monats quartal quartals halbjahr halbjahres jahr jahres"),
    hours=_words("stunde stunden"),
    weekend=_words("wochenende wochenenden"),
    shifts=_each({
        -1: "letzt~, vorig~, vergangen~, vorherig~",
        0: "dies~, aktuell~, laufend~, jetzig~",
        1: "nächst~, naechst~, kommend~, folgend~",
    }),
    beyond={},
    coming=_phrases("kommend~"),
    fiscal=_words("fiskalisch~"),
    calendar=_words("kalendarisch~"),
    whole=_words("ganz~ voll~"),
    fiscal_year=_words("gj fy"),
    calendar_year=frozenset(),
    counts=_each({1: "ein~, ein", 2: "paar, ein paar", 3: "einige, einigen"}),
    articles=_words("der die das den dem des"),
    joiners=_words("und oder & /"),
    of=_words("des der von vom im"),
    of_year=_words("des von im in , /"),
    earlier=_phrases("davor, zuvor, vorher, früher"),
    later=_phrases("danach, darauf, später, nachher"),
    than_that=frozenset(),
    previous=_phrases("vorherige, vorherigen, vorheriges, vorheriger, vorhergehende"),
    following=_phrases("folgende, folgenden, folgendes, darauffolgende, darauffolgenden"),
    ones=_words("zeitraum zeit"),
    openings=_words("und oder wie sieht es aus im mit zum gegenüber verglichen der die das dem"),
    ago=frozenset(),
    ahead=frozenset(),
    within=_words("innerhalb binnen"),
    in_units=_words("in"),
    time_of=frozenset(),
    more_than=_phrases("mehr als, über, länger als"),
    less_than=_phrases("weniger als, unter"),
    to_date=_each({
        Grain.MONTH: "seit monatsbeginn, seit monatsanfang",
        Grain.QUARTER: "seit quartalsbeginn, seit quartalsanfang",
        Grain.YEAR: "seit jahresbeginn, seit jahresanfang",
    }),
    so_far=_phrases("bisher, bis heute, bis jetzt"),
    first_of=_phrases("anfang, beginn"),
    last_of=_phrases("ende"),
    rest_of=_phrases("rest, rest des, rest der"),
    mid_of=_phrases("mitte, mitte des, mitte der"),
    ends=_each({
        Grain.WEEK: "wochenende dieser woche, ende der woche",
        Grain.MONTH: "monatsende, ende des monats",
        Grain.QUARTER: "quartalsende, ende des quartals",
        Grain.YEAR: "jahresende, ende des jahres",
    }),
    is_over=_phrases("endet, zu ende ist, zu ende geht, vorbei ist, um ist"),
    trailing_year=frozenset(),
    final=_words("letzt~"),
    same=_words("gleich~"),
    week_of=_phrases("woche vom, woche ab"),
    month_of=_phrases("monat"),
    week_number=_words("kw kalenderwoche woche"),
    since=_phrases("seit, ab"),
    after=_phrases("nach, nach dem, später als"),
    before=_phrases("vor, vor dem, früher als, bevor, bevor das, bevor der"),
    until=_phrases("bis, bis zum, bis zu, bis spätestens, spätestens bis, spätestens am"),
    from_=_phrases("von"),
    between=_phrases("zwischen"),
    to=_phrases("bis, bis zum, -"),
    and_=_phrases("und, bis, -"),
    onwards=_phrases("und später, oder später"),
    from_on=_phrases("an"),
    or_earlier=_phrases("oder früher, und früher"),
    now=_words("jetzt"),
    overs=_words("zu"),
    leads=_words("in im am an während für zum um vom von zur"),
    year_leads=_words("in im für seit nach vor bis von ab jahr"),
    lists=_words("und oder , / - &"),
    year_sure=_words("im seit jahr"),
    no_year=_words("als über unter mindestens höchstens maximal bestellung rechnung auftrag von"),
    ranks=_words("top ersten letzten nächsten nr"),
    comparing=_words("vergleiche vergleich verglichen gegenüber"),
    doubtful=frozenset(),
    asking=frozenset(),
    also_names=_words("april juni juli august jan"),
    person_leads=_words("von für"),
    each=_phrases("pro, je, nach, jed~, für jed~, in jed~"),
    every=_each({
        Grain.DAY: "täglich, täglich~",
        Grain.WEEK: "wöchentlich, wöchentlich~",
        Grain.MONTH: "monatlich, monatlich~, monatsweise",
        Grain.QUARTER: "quartalsweise, vierteljährlich",
        Grain.HALF: "halbjährlich",
        Grain.YEAR: "jährlich, jahresweise",
    }),
    basis=frozenset(),
)  # fmt: skip
