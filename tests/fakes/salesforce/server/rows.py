"""sObject resources: describe, one record, what was updated and deleted.

REST API Developer Guide: "Describe Global", "sObject Basic Information", "sObject Describe",
"sObject Rows", "sObject Get Updated", "sObject Get Deleted", "Conditional Request Headers" (an ETag
for Account alone; times to the second), "Duplicate Rule Header".
"""

from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from hashlib import sha256
from typing import Any

from tests.fakes.salesforce.errors import ApiError, not_found
from tests.fakes.salesforce.org.describe import SObject
from tests.fakes.salesforce.org.duplicates import DuplicateOptions
from tests.fakes.salesforce.org.ids import canonical
from tests.fakes.salesforce.org.org import Org
from tests.fakes.salesforce.org.writing import Options, Writer, changed_since, plain
from tests.fakes.salesforce.server.exchange import Answer, Ask, not_allowed
from tests.fakes.salesforce.soql.values import utc, written

_TAGGED = "Account"


def sobjects(org: Org, ask: Ask) -> Answer:
    """Everything below `sobjects`."""
    seen = org.seen(ask.user_id)
    match ask.method, ask.parts[1:]:
        case "GET", ():
            listed = [_addressed(found, ask) for found in seen.values()]
            return Answer(body={"encoding": "UTF-8", "maxBatchSize": 200, "sobjects": listed})
        case "GET", (name,):
            found = _object(org, ask, name)
            return Answer(body={"objectDescribe": _addressed(found, ask), "recentItems": []})
        case "GET", (name, "describe"):
            found, since = _object(org, ask, name), ask.header("If-Modified-Since")
            if since and org.described <= _http_date(since):
                return Answer(status=304)
            stamp = {"Last-Modified": format_datetime(org.described, usegmt=True)}
            return Answer(body=found.json(seen.values(), ask.base), headers=stamp)
        case "GET", (name, "updated" | "deleted" as which):
            return _between(org, ask, _object(org, ask, name), which)
        case "POST", (name,):
            id_ = Writer(org, ask.user_id).create(name, ask.dict(), options(ask))
            return Answer(status=201, body={"id": id_, "success": True, "errors": []})
        case method, (name, id_):
            return _row(org, ask, method, name, id_)
    raise not_allowed(ask) if len(ask.parts) < 4 else not_found()


def _row(org: Org, ask: Ask, method: str, name: str, id_: str) -> Answer:
    writer = Writer(org, ask.user_id)
    if method == "GET":
        return _read(org, ask, name, id_)
    if method == "PATCH":
        _check_tag(writer, ask, name, id_)
        writer.update(name, id_, ask.dict(), options(ask))
        return Answer(status=204)
    if method == "DELETE":
        writer.delete(name, id_)
        return Answer(status=204)
    raise not_allowed(ask)


def _object(org: Org, ask: Ask, name: str) -> SObject:
    found = org.seen(ask.user_id).get(name.lower())
    if found is None:
        raise not_found()
    return found


def _addressed(found: SObject, ask: Ask) -> dict[str, Any]:
    address = f"{ask.base}/sobjects/{found.name}"
    urls = {"sobject": address, "describe": f"{address}/describe"}
    return {**found.brief(), "urls": {**urls, "rowTemplate": f"{address}/{{ID}}"}}


def options(ask: Ask) -> Options:
    """What the headers of a write ask for."""
    since = ask.header("If-Unmodified-Since")
    rule = ask.header("Sforce-Duplicate-Rule-Header") or ""
    given = dict(part.strip().lower().partition("=")[::2] for part in rule.split(";") if part)
    wanted = {name.strip(): value.strip() == "true" for name, value in given.items()}
    return Options(
        unmodified_since=_http_date(since) if since else None,
        duplicates=DuplicateOptions(
            allow_save=wanted.get("allowsave", False),
            details=wanted.get("includerecorddetails", False),
            as_user=wanted.get("runascurrentuser", False),
        ),
    )


def _http_date(text: str) -> datetime:
    try:
        return parsedate_to_datetime(text).astimezone(UTC)
    except ValueError:
        raise ApiError("MALFORMED_DATE", f"not an HTTP date: {text}") from None


def _read(org: Org, ask: Ask, name: str, id_: str) -> Answer:
    sobject = _object(org, ask, name)
    record = Writer(org, ask.user_id).record(sobject, id_)
    stamp = str(record.get("SystemModstamp"))
    headers = {"ETag": _tag(record)} if sobject.name == _TAGGED else {}
    if (since := ask.header("If-Modified-Since")) and stamp <= utc(_http_date(since)):
        return Answer(status=304, headers=headers)
    if (since := ask.header("If-Unmodified-Since")) and stamp > utc(_http_date(since)):
        raise changed_since()
    whole = plain(sobject, record)
    attributes = {"type": sobject.name, "url": f"{ask.base}/sobjects/{sobject.name}/{record['Id']}"}
    if wanted := ask.params.get("fields"):
        whole = _chosen(sobject, whole, wanted)
    return Answer(body={"attributes": attributes, **whole}, headers=headers)


def _chosen(sobject: SObject, whole: dict[str, Any], wanted: str) -> dict[str, Any]:
    names = []
    for name in wanted.split(","):
        known = sobject.field(name.strip())
        if known is None:
            why = f"No such column '{name.strip()}' on entity '{sobject.name}'"
            raise ApiError("INVALID_FIELD", why)
        names.append(known.name)
    return {name: whole[name] for name in dict.fromkeys([*names, "Id"])}


def _tag(record: dict[str, Any]) -> str:
    return f'"{sha256(str(record).encode()).hexdigest()[:20]}--gzip"'


def _check_tag(writer: Writer, ask: Ask, name: str, id_: str) -> None:
    """If-Match, for Account alone."""
    wanted = ask.header("If-Match")
    if wanted and name.lower() == _TAGGED.lower():
        record = writer.record(writer.org.object(name), id_)
        if _tag(record) != wanted:
            raise changed_since()


def _between(org: Org, ask: Ask, sobject: SObject, which: str) -> Answer:
    """Ids of what was updated, or deleted, from start to end; up to 30 days back."""
    try:
        start = datetime.fromisoformat(ask.params["start"].replace(" ", "+"))
        end = datetime.fromisoformat(ask.params["end"].replace(" ", "+"))
    except (KeyError, ValueError):
        raise ApiError("INVALID_REPLICATION_DATE", "start and end are needed") from None
    deleted = which == "deleted"
    sql = (
        f'SELECT "Id", "SystemModstamp" FROM "{sobject.name}" WHERE "IsDeleted" = {int(deleted)}'
        ' AND "SystemModstamp" >= ? AND "SystemModstamp" < ? ORDER BY "SystemModstamp"'
    )
    rows = org.store.rows(sql, [utc(start), utc(end)])
    covered = f"{utc(min(end, org.now))[:-1]}.000+0000"
    if not deleted:
        readable = Writer(org, ask.user_id).readable
        ids = [row["Id"] for row in rows if readable(str(row["Id"]))]
        return Answer(body={"ids": ids, "latestDateCovered": covered})
    stamp = sobject.field("SystemModstamp")
    assert stamp is not None
    records = [
        {"id": row["Id"], "deletedDate": written(stamp.kind, 0, row["SystemModstamp"])}
        for row in rows
        if canonical(str(row["Id"]))
    ]
    body = {"deletedRecords": records, "latestDateCovered": covered}
    return Answer(body={**body, "earliestDateAvailable": covered})
