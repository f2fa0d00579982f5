"""Secrets closed for one holder: each with a key of its own, which a key of the settings closes.

AES-256 in GCM mode, twice. Both times the holder is what is authenticated along (F1): a row that is
copied to somebody else's place does not open. To change the owner's key, only the small keys are
closed anew (F2).
"""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from hashlib import sha256
from os import urandom
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from crm.secret import Secret
from crm.vault import CannotOpen, Holder

KEY_BYTES: Final = 32
_NONCE: Final = 12
_FORMAT: Final = "1"


class Keyring:
    """The owner's keys: the first closes and opens, the others only open what they once closed.

    Raises ValueError where there is none, or one is not of 32 bytes in base64.
    """

    def __init__(self, keys: Sequence[str]) -> None:
        opened = [key_of(text) for text in keys]
        if not opened:
            raise ValueError("there is no key")
        self._by_id = {_id(key): AESGCM(key) for key in opened}
        self.current: Final = _id(opened[0])

    def __repr__(self) -> str:
        return f"Keyring({', '.join(self._by_id)})"

    def __contains__(self, key_id: object) -> bool:
        return key_id in self._by_id

    def close(self, secret: Secret, holder: Holder) -> str:
        """The secret as it may be kept."""
        key = AESGCM.generate_key(KEY_BYTES * 8)
        closed = _closed(AESGCM(key), secret.text.encode(), _bound(holder, "text"))
        return self._joined(key, closed, holder)

    def open(self, sealed: str, holder: Holder) -> Secret:
        """What was closed for this holder. Raises CannotOpen."""
        key, closed = self._parts(sealed, holder)
        return Secret(_opened(AESGCM(key), closed, _bound(holder, "text")).decode())

    def renewed(self, sealed: str, holder: Holder) -> str:
        """The same, closed with the current key. Raises CannotOpen."""
        key, closed = self._parts(sealed, holder)
        return self._joined(key, closed, holder)

    def _joined(self, key: bytes, closed: bytes, holder: Holder) -> str:
        wrapped = _closed(self._by_id[self.current], key, _bound(holder, "key"))
        return ".".join((_FORMAT, self.current, _text(wrapped), _text(closed)))

    def _parts(self, sealed: str, holder: Holder) -> tuple[bytes, bytes]:
        try:
            version, key_id, wrapped, closed = sealed.split(".")
            raw, rest = urlsafe_b64decode(wrapped), urlsafe_b64decode(closed)
        except ValueError:
            raise CannotOpen from None
        if version != _FORMAT or key_id not in self._by_id:
            raise CannotOpen
        return _opened(self._by_id[key_id], raw, _bound(holder, "key")), rest


def new_key() -> str:
    """A key for the settings."""
    return urlsafe_b64encode(AESGCM.generate_key(KEY_BYTES * 8)).decode()


def key_of(text: str) -> bytes:
    """The key's bytes. Raises ValueError."""
    try:
        key = urlsafe_b64decode(text.strip().replace("+", "-").replace("/", "_"))
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        raise ValueError("a key is 32 random bytes in base64; `crumb keys new` makes one")
    return key


def _id(key: bytes) -> str:
    """What a key is called where it closed something."""
    return sha256(b"crumb key\0" + key).hexdigest()[:16]


def _bound(holder: Holder, part: str) -> bytes:
    return json.dumps([part, holder.team, holder.person, holder.kind]).encode()


def _closed(cipher: AESGCM, text: bytes, bound: bytes) -> bytes:
    nonce = urandom(_NONCE)
    return nonce + cipher.encrypt(nonce, text, bound)


def _opened(cipher: AESGCM, closed: bytes, bound: bytes) -> bytes:
    try:
        return cipher.decrypt(closed[:_NONCE], closed[_NONCE:], bound)
    except (InvalidTag, ValueError):
        raise CannotOpen from None


def _text(raw: bytes) -> str:
    return urlsafe_b64encode(raw).decode()
