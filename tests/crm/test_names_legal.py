"""What of a company's name is its legal form."""

import pytest

from crm.names.legal import legal_form, without_form


@pytest.mark.parametrize(
    ("name", "bare", "form"),
    [
        ("Acme, Inc.", "acme", "inc"),
        ("Acme Incorporated", "acme", "inc"),
        ("O'Malley and Sons Limited", "omalley and sons", "ltd"),
        ("Müller Präzision GmbH & Co. KG", "muller prazision", "gmbh co kg"),
        ("Banco S.A.", "banco", "sa"),
        ("Globex LLC", "globex", "llc"),
        ("Halden", "halden", ""),
        ("Limited", "limited", ""),
        ("Ben & Jerry's", "ben and jerrys", ""),
        ("Johnson and Co", "johnson", "co"),
    ],
)
def test_the_legal_form_is_cut_off_and_in_short(name: str, bare: str, form: str) -> None:
    """However it is written; a name that is nothing else keeps it."""
    assert without_form(name) == tuple(bare.split())
    assert legal_form(name) == tuple(form.split())
