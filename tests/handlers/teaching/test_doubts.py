"""What may not do what the owner thinks is said, and keeps nothing from running."""

import pytest

from crm.names import Name, NameIndex
from handlers.teaching.doubts import doubts
from handlers.teaching.words_file import read_words
from tests.handlers.teaching.test_words_file import SCHEMA

NAMES = NameIndex(
    [
        Name("Account", "001G", "General Electric"),
        Name("Account", "001P", "Pursuit Labs"),
        Name("Account", "001A", "Acme"),
        Name("Account", "001B", "Acme"),
    ]
)


def doubted(text: str) -> list[str]:
    """What is said of the file."""
    return [str(doubt) for doubt in doubts(read_words(text, SCHEMA), SCHEMA, NAMES)]


def test_a_good_file_raises_no_doubt() -> None:
    """New words, one of which was taken away before."""
    assert not doubted(
        'remove = "logo"\n[entities]\nOpportunity = "pursuit"\nLead = "logo"\n'
        '[fields]\n"Opportunity.Amount" = "amount, bag size"\n'
        '[names]\n"General Electric" = "GE"\n[phrases]\n"my whales" = "my customers over 1m"\n'
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[entities]\nLead = "deal"',
         "line 2: “deal” means Opportunity already; put it under remove if it shall not."),
        ('[fields]\n"Opportunity.Type" = "stage"', "“stage” means Opportunity.StageName already"),
        ('[values]\n"Account.Size__c" = { ENT = "retail" }',
         "“retail” means Account.Industry is Retail and Lead.Industry is Retail already"),
        ('[states]\nstale = "won"', "“won” means state won and date won and Opp"),
        ('[entities]\nLead = "march"', "“march” means 1 Mar to 31 Mar"),
        ('[entities]\nLead = "table"', "line 2: “table” is passed over; put it under"),
        ('[entities]\nLead = "acme"', "“acme” is the name of the account Acme, too."),
        ('[names]\n"General Electrics" = "GE"',
         "line 2: nobody and nothing is called General Electrics. Nearest: General Electric"),
        ('[names]\nAcme = "AC"', "2 records are called Acme; I shall ask which is meant."),
        ('[phrases]\n"my whales" = "my frobnicated customers"',
         "line 2: “my whales” stands for words I don't understand: frobnicated."),
        ('[entities]\nLead = "prospect"\n[de.entities]\nLead = "Firma"',
         "line 4: “Firma” means Account"),
        ('remove = "amount"', "line 1: “amount” stays: it means Opportunity.Amount"),
        ('remove = "of"', "line 1: “of” stays: it means small word of"),
        ('remove = "lgoo"', "line 1: “lgoo” is no word that could be removed."),
    ],
)  # fmt: skip
def test_what_means_something_else_is_told(text: str, said: str) -> None:
    """With its line, and what to do."""
    assert any(said in doubt for doubt in doubted(text)), doubted(text)


def test_words_left_alone_are_no_matter() -> None:
    """Each doubt is told once, though there are two languages."""
    (doubt,) = doubted('[entities]\nLead = "pipeline"')
    assert "measure pipeline" in doubt
