"""Several records in one call: page "sObject Collections" (REST API Developer Guide).

At most 200; each has its own outcome within an answer of 200, unless `allOrNone` is true: then one
failure rolls all back (ALL_OR_NONE_OPERATION_ROLLED_BACK).
"""

from collections.abc import Callable
from typing import Any

from tests.fakes.salesforce.errors import ApiError, not_found
from tests.fakes.salesforce.org.org import Org
from tests.fakes.salesforce.org.writing import Writer, plain
from tests.fakes.salesforce.server.exchange import Answer, Ask, not_allowed
from tests.fakes.salesforce.server.rows import options

MOST = 200


def collections(org: Org, ask: Ask) -> Answer:
    """`composite/sobjects` and `composite/sobjects/<name>`."""
    writer = Writer(org, ask.user_id)
    match ask.method, ask.parts[2:]:
        case "GET" | "POST", (name,):
            return _read(org, ask, writer, name)
        case "POST", ():
            return _each(org, ask, ask.dict().get("records"), lambda r: _created(writer, r, ask))
        case "PATCH", ():
            return _each(org, ask, ask.dict().get("records"), lambda r: _changed(writer, r, ask))
        case "DELETE", ():
            ids = [id_ for id_ in ask.params.get("ids", "").split(",") if id_]
            return _each(org, ask, ids, lambda id_: _deleted(writer, id_))
    raise not_allowed(ask)


def _each(org: Org, ask: Ask, given: Any, act: Callable[[Any], str]) -> Answer:
    if not isinstance(given, list) or len(given) > MOST:
        why = f"Record limit reached. Cannot submit more than {MOST} records into this call."
        raise ApiError("EXCEEDED_ID_LIMIT", why)
    body = ask.body if isinstance(ask.body, dict) else {}
    together = str(body.get("allOrNone", ask.params.get("allOrNone", False))).lower() == "true"
    connection = org.store.connection
    connection.execute("SAVEPOINT _collection")
    results = [_outcome(act, one) for one in given]
    if together and not all(result["success"] for result in results):
        connection.execute("ROLLBACK TO _collection")
        results = [_rolled_back(r) if r["success"] else r for r in results]
    connection.execute("RELEASE _collection")
    return Answer(body=results)


def _outcome(act: Callable[[Any], str], one: Any) -> dict[str, Any]:
    try:
        return {"id": act(one), "success": True, "errors": []}
    except ApiError as error:
        told = {
            "statusCode": error.code,
            "message": error.message,
            "fields": list(error.fields or ()),
        }
        return {"success": False, "errors": [told | error.more]}


def _rolled_back(result: dict[str, Any]) -> dict[str, Any]:
    code = "ALL_OR_NONE_OPERATION_ROLLED_BACK"
    why = "Record rolled back because not all records were valid and the request was using AllOrNone header"  # noqa: E501
    return {"success": False, "errors": [{"statusCode": code, "message": why, "fields": []}]}


def _type(record: Any) -> str:
    try:
        return str(record["attributes"]["type"])
    except (KeyError, TypeError):
        raise ApiError("INVALID_TYPE", "type is needed in attributes") from None


def _created(writer: Writer, record: Any, ask: Ask) -> str:
    return writer.create(_type(record), record, options(ask))


def _changed(writer: Writer, record: Any, ask: Ask) -> str:
    values = {name: value for name, value in record.items() if name.lower() != "id"}
    id_ = next((str(value) for name, value in record.items() if name.lower() == "id"), "")
    writer.update(_type(record), id_, values, options(ask))
    return id_


def _deleted(writer: Writer, id_: str) -> str:
    found = writer.org.object_of(id_)
    if found is None:
        raise ApiError("MALFORMED_ID", f"malformed id {id_}")
    writer.delete(found.name, id_)
    return id_


def _read(org: Org, ask: Ask, writer: Writer, name: str) -> Answer:
    """The records of the ids given, null for those there are not."""
    sobject = org.seen(ask.user_id).get(name.lower())
    if sobject is None:
        raise not_found()
    body = ask.body if isinstance(ask.body, dict) else {}
    ids = body.get("ids") or ask.params.get("ids", "").split(",")
    wanted = body.get("fields") or ask.params.get("fields", "Id").split(",")
    records: list[dict[str, Any] | None] = []
    for id_ in ids:
        try:
            found = plain(sobject, writer.record(sobject, str(id_)))
        except ApiError:
            records.append(None)
            continue
        known = [sobject.field(one) for one in wanted]
        if None in known:
            raise ApiError("INVALID_FIELD", f"No such column on entity '{sobject.name}'")
        url = f"{ask.base}/sobjects/{sobject.name}/{found['Id']}"
        values = {one.name: found[one.name] for one in known if one}
        records.append({"attributes": {"type": sobject.name, "url": url}, **values})
    return Answer(body=records)
