"""A JSON web token signed with RS256, checked with nothing but arithmetic: RFC 7515, RFC 8017.

What the JWT bearer flow wants of it is in page "OAuth 2.0 JWT Bearer Flow for Server-to-Server
Integration" (help remoteaccess_oauth_jwt_flow.htm).
"""

import json
from base64 import urlsafe_b64decode
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

# DER of DigestInfo for SHA-256, which stands before the digest (RFC 8017, 9.2).
_SHA256 = bytes.fromhex("3031300d060960864801650304020105000420")


@dataclass(frozen=True, slots=True)
class PublicKey:
    """An RSA key as its two numbers."""

    modulus: int
    exponent: int = 65_537

    def signed(self, message: bytes, signature: bytes) -> bool:
        """Whether the signature is of that message, by the key's owner."""
        size = (self.modulus.bit_length() + 7) // 8
        if len(signature) != size:
            return False
        opened = pow(int.from_bytes(signature), self.exponent, self.modulus).to_bytes(size)
        digest = _SHA256 + sha256(message).digest()
        return opened == b"\x00\x01" + b"\xff" * (size - len(digest) - 3) + b"\x00" + digest


def claims(token: str, key: PublicKey) -> dict[str, Any] | None:
    """What a token claims; None for one that is not so signed."""
    try:
        head, body, signature = token.split(".")
        header = json.loads(_decoded(head))
        found = json.loads(_decoded(body))
        right = key.signed(f"{head}.{body}".encode(), _decoded(signature))
    except (ValueError, UnicodeDecodeError):
        return None
    if header.get("alg") != "RS256" or not right or not isinstance(found, dict):
        return None
    return found


def _decoded(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))
