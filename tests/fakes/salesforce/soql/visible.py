"""Which records of an object the asker reads: those that are theirs or below them.

Sharing over REST is the user's own (page "Query", REST API Developer Guide). The org's model is
private: what one owns, and what those below in the hierarchy own. A parent is read by way of its
child, as implicit sharing has it, but not listed by itself, where Salesforce would list the account
of one's opportunity: the sample company of the product has it so. Objects without an owner are for
all. Rows that a restriction rule hides lie in the table `_hidden`. The history of a hidden field is
hidden (Security Guide, "Field-Level Security").
"""

from tests.fakes.salesforce.soql.scope import Scope
from tests.fakes.salesforce.soql.tree import Path


def visible(scope: Scope) -> str:
    """The condition on the scope's own records."""
    asker, parts = scope.asker, []
    if not asker.deleted:
        parts.append(f'{scope.root}."IsDeleted" = 0')
    path = scope.sobject.owner
    if asker.owners is not None and path is not None:
        owner = scope.column(Path(tuple(path.split(".")), 0), hidden=True).sql
        listed = ", ".join(f"'{id_}'" for id_ in sorted(asker.owners))
        parts.append(f"{owner} IN ({listed})")
    parts.append(
        f"{scope.root}.\"Id\" NOT IN (SELECT record FROM _hidden WHERE user = '{asker.user_id}')"
    )
    parts += _of_seen_fields(scope)
    return " AND ".join(parts)


def _of_seen_fields(scope: Scope) -> list[str]:
    """Of a field one may not see there is no history either."""
    parent = (scope.sobject.history_of or "").lower()
    if parent not in scope.asker.objects:
        return []
    seen = {field.name for field in scope.asker.objects[parent]}
    hidden = [field for field in scope.asker.every[parent] if field.name not in seen]
    names = [name for field in hidden for name in (field.name, field.relationship) if name]
    if not names:
        return []
    listed = ", ".join(f"'{name}'" for name in names)
    return [f'{scope.root}."Field" NOT IN ({listed})']
