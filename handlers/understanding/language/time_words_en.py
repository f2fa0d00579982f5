"""English words for times. A second language is a second such file."""

from collections.abc import Mapping
from typing import TypeVar

from crm.periods import Grain
from handlers.understanding.language.number_words_en import ENGLISH
from handlers.understanding.language.tables import Phrase, TimeWords

T = TypeVar("T")


def _phrases(text: str) -> frozenset[Phrase]:
    """Phrases parted by commas."""
    return frozenset(tuple(phrase.split()) for phrase in text.split(","))


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _each(values: Mapping[T, str]) -> dict[Phrase, T]:
    return {phrase: value for value, text in values.items() for phrase in _phrases(text)}


def _single(values: Mapping[T, str]) -> dict[str, T]:
    return {word: value for value, text in values.items() for word in text.split()}


ENGLISH_TIME = TimeWords(
    numbers=ENGLISH,
    months=_single({
        1: "january jan", 2: "february feb febr", 3: "march mar", 4: "april apr", 5: "may",
        6: "june jun", 7: "july jul", 8: "august aug", 9: "september sept sep",
        10: "october oct", 11: "november nov", 12: "december dec",
    }),
    weekdays=_single({
        0: "monday mon", 1: "tuesday tues tue", 2: "wednesday wed weds",
        3: "thursday thurs thur thu", 4: "friday fri", 5: "saturday sat", 6: "sunday sun",
    }),
    days=_each({
        -2: "day before yesterday",
        -1: "yesterday, last night, previous day, prior day",
        0: "today, tonight, this morning, this afternoon, this evening, this day, current day",
        1: "tomorrow, tomorow, next day",
        2: "day after tomorrow",
    }),
    day_parts=_words("morning afternoon evening night noon"),
    units=_single({
        (1, Grain.DAY): "day days d",
        (1, Grain.WEEK): "week weeks wk wks w",
        (2, Grain.WEEK): "fortnight fortnights",
        (1, Grain.MONTH): "month months mo mos mth mths",
        (1, Grain.QUARTER): "quarter quarters qtr qtrs q qs",
        (1, Grain.HALF): "half halves semester semesters",
        (1, Grain.YEAR): "year years yr yrs y fy",
    }),
    one=_words("day week wk month quarter qtr half semester year yr fortnight"),
    hours=_words("hour hours hr hrs h"),
    weekend=_words("weekend weekends"),
    shifts=_each({
        -1: "last, previous, past, prior, preceding, this past, just past, recent, most recent,"
            "last completed, just ended",
        0: "this, current, present, this current, ongoing",
        1: "next, coming, upcoming, following, this coming, this next, this upcoming, subsequent",
    }),
    beyond=_each({-2: "before last", 2: "after next"}),
    coming=_phrases("coming, upcoming, following, this coming, this next, this upcoming"),
    fiscal=_words("fiscal financial"),
    calendar=_words("calendar"),
    whole=_words("iso full complete completed whole entire calendar fiscal closed"),
    fiscal_year=_words("fy"),
    calendar_year=_words("cy"),
    counts=_each({
        1: "a, an",
        2: "couple, couple of, a couple, a couple of",
        3: "few, a few",
        100: "hundred, a hundred, one hundred",
    }),
    articles=_words("the our"),
    joiners=_words("and or & /"),
    of=_words("of"),
    of_year=_words("of in , / 's"),
    earlier=_phrases("before, earlier, prior, beforehand"),
    later=_phrases("after, later, afterwards, thereafter"),
    than_that=_phrases("that, this, it, then, those, that one, to that, than that"),
    previous=_phrases("previous, preceding, prior, foregoing"),
    following=_phrases("following, subsequent, ensuing"),
    ones=_words("one ones period time"),
    openings=_words("and or what about how for to with vs versus against compared that the"),
    ago=_phrases("ago, back, earlier"),
    ahead=_phrases("from now, from today, hence, ahead"),
    within=_words("within"),
    in_units=_words("in"),
    time_of=_phrases("time, 's time"),
    more_than=_phrases("more than, over, greater than, longer than, at least, upwards of"),
    less_than=_phrases("less than, fewer than, under, not more than, no more than, within"),
    to_date=_each({
        Grain.WEEK: "wtd, week to date",
        Grain.MONTH: "mtd, month to date",
        Grain.QUARTER: "qtd, quarter to date, qtr to date",
        Grain.HALF: "half to date, half year to date",
        Grain.YEAR: "ytd, fytd, year to date, fiscal year to date, fiscal ytd",
    }),
    so_far=_phrases("so far, to date, until now, till now, up to now, up until now"),
    first_of=_phrases("start of, beginning of, begin of, first day of, first of"),
    last_of=_phrases("end of, close of, last day of"),
    rest_of=_phrases("rest of, remainder of, balance of, what remains of"),
    mid_of=_phrases("mid, middle of, mid of"),
    ends=_each({
        Grain.WEEK: "eow, week end, week 's end",
        Grain.MONTH: "eom, month end, month 's end",
        Grain.QUARTER: "eoq, quarter end, qtr end, quarter 's end",
        Grain.HALF: "half year end",
        Grain.YEAR: "eoy, eofy, year end, fiscal year end, year 's end",
        Grain.DAY: "eod, cob, end of day, end of the day, close of business",
    }),
    is_over=_phrases(
        "ends, closes, finishes, is over, is out, is up, is done, is finished, runs out"
    ),
    trailing_year=_phrases("ttm, ltm, trailing twelve months, trailing 12 months"),
    final=_words("last final"),
    same=_words("same this"),
    week_of=_phrases(
        "week of, week starting, week beginning, week commencing, week ending, week from, wc, w c"
    ),
    month_of=_phrases("month of, year of, quarter of"),
    week_number=_words("week wk cw kw w"),
    since=_phrases(
        "since, ever since, starting, starting from, starting on, starting in, as from,"
        "on or after, no earlier than, not before, beginning on, beginning in,"
        "not earlier than, effective"
    ),
    after=_phrases("after, later than, subsequent to"),
    before=_phrases("before, prior to, earlier than"),
    until=_phrases(
        "until, till, til, 'til, by, up to, up until, through, thru, no later than, not later than,"
        "on or before, not after, by latest, at the latest by"
    ),
    from_=_phrases("from"),
    between=_phrases("between, btw, in between, from between"),
    to=_phrases("to, until, till, til, through, thru, -, up to"),
    and_=_phrases("and, to, -, &"),
    onwards=_phrases(
        "onwards, onward, and later, or later, and after, or after, and on,"
        "and onwards, and beyond"
    ),
    from_on=_phrases("on, forward"),
    or_earlier=_phrases("or earlier, and earlier, or before, and before"),
    now=_words("now"),
    overs=_words("over on"),
    leads=_words("in on during for within over of at throughout across inside around"),
    year_leads=_words(
        "in of for during since before after by from until till through throughout to between"
    ),
    lists=_words("and or vs versus , / - &"),
    year_sure=_words("in during since until till throughout year"),
    no_year=_words(
        "than over above below under exceeding least most about around equals equal is = > < >= <= "
        "id order invoice case quote po amount value worth plus minus limit budget quota price"
    ),
    ranks=_words("top first last next bottom number no #"),
    comparing=_words("compare compared comparing comparison versus vs against"),
    doubtful=_words("may sun sat"),
    asking=_words("i we you he she they it the my our"),
    also_names=_words("may march mar april june august jan"),
    person_leads=_words("by of for to from"),
    each=_phrases(
        "by, per, each, every, for each, for every, in each, of each, grouped by, broken down by,"
        "split by, by each, by the, spread over, spread over the, spread across, spread across the,"
        "distributed over, distributed over the, split over the, by calendar, by fiscal,"
        "per calendar, per fiscal"
    ),
    every=_each({
        Grain.DAY: "daily",
        Grain.WEEK: "weekly",
        Grain.MONTH: "monthly",
        Grain.QUARTER: "quarterly",
        Grain.HALF: "half yearly, semiannually, semi annually, biannually",
        Grain.YEAR: "yearly, annually",
    }),
    basis=_words("basis"),
)  # fmt: skip
