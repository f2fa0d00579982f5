"""Secrets are taken out of what is kept, and ordinary words stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.secret_words import MASK, mask

# Written apart, so that no scanner takes these made-up ones for real.
SECRETS = {
    "slack": "xoxb-" + "000000000000-made-up-token",
    "github": "ghp_" + "A" * 36,
    "aws": "AKIA" + "MADEUPMADEUPMADE",
    "google": "AIza" + "b" * 35,
    "salesforce": "00D" + "000000000001" + "!" + "AQ.made.up." * 3,
    "stripe": "sk_" + "test_" + "c" * 24,
    "jwt": "eyJ" + "hbGciOiJub25lIn0" + ".eyJtYWRlIjoidXAifQ" + ".bm9uZQ",
    "bearer": "Bearer " + "made-up-token-1234",
    "pem": "-----BEGIN " + "PRIVATE KEY-----\nbWFkZSB1cA==\n-----END PRIVATE KEY-----",
}


@pytest.mark.parametrize("secret", SECRETS.values(), ids=SECRETS.keys())
def test_e13_tokens_and_keys_are_known_by_their_shape(secret: str) -> None:
    """What is pasted by mistake is not kept, and the words around it are."""
    masked = mask(f"It says {secret} when I press save.")
    assert masked.text == f"It says {MASK} when I press save."
    assert masked.found == 1


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("my password is hunter2!", f"my password is {MASK}"),
        ("Passwort: geheim", f"Passwort: {MASK}"),
        ("client_secret=abc123;", f"client_secret={MASK};"),
        ('"api_key": "abc def"', f'"api_key": {MASK}'),
        ("https://bob:pw@crm.example.com/x", f"https://bob:{MASK}@crm.example.com/x"),
    ],
)
def test_e13_what_is_called_a_password_is_taken_out(text: str, kept: str) -> None:
    """The word that names it stays, so that the sentence is still understood."""
    assert mask(text).text == kept


@pytest.mark.parametrize(
    "text",
    [
        "The password is wrong again and the token is expired.",
        "Password reset takes too long.",
        "Tokens should be counted per team, not per account!",
        "https://crm.example.com:8080/a@b",
        "Ask Kim about 2026-11-05: 20,000 to 30,000 USD",
    ],
)
def test_e13_ordinary_sentences_stay_as_they_are(text: str) -> None:
    """A suggestion about passwords is not a password."""
    assert mask(text).text == text
    assert mask(text).found == 0


@given(st.text(max_size=500))
def test_masking_twice_is_masking_once(text: str) -> None:
    """What was taken out is not found again."""
    once = mask(text).text
    assert mask(once).text == once
