"""Stand-ins for what may not be kept as it is: the same for the same value, and of no use without the key."""

import hashlib
import hmac
from base64 import urlsafe_b64encode
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Literal

Purpose = Literal["kvk", "visitor", "recipient", "totp", "recovery", "attempts", "joint_visit", "workshop", "ledger"]
# The part of an IPv6 address that a provider gives to one customer.
_IPV6_CUSTOMER_BITS = 64


def pseudonym(key: bytes, purpose: Purpose, value: str) -> str:
    """Return the HMAC-SHA256 of a value in hex, under a key of its own for each purpose."""
    purpose_key = hmac.digest(key, purpose.encode(), hashlib.sha256)
    return hmac.digest(purpose_key, value.encode(), hashlib.sha256).hex()


def secret_from(key: bytes, purpose: Purpose, value: str) -> str:
    """Return the secret of a scan that follows from a value: 256 bits that nobody can work out without the key."""
    return urlsafe_b64encode(bytes.fromhex(pseudonym(key, purpose, value))).rstrip(b"=").decode()


def visitor_token(key: bytes, address: str) -> str:
    """Return a stand-in for where a visitor comes from, by which the address cannot be found without the key."""
    return pseudonym(key, "visitor", _customer(address))


def _customer(address: str) -> str:
    try:
        found = ip_address(address)
    except ValueError:  # a socket file has no address
        return address
    if not isinstance(found, IPv6Address):
        return str(found)
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    return str(ip_network((int(found), _IPV6_CUSTOMER_BITS), strict=False))
