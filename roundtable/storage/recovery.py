"""The second way in: the database key, sealed to a key pair whose private half is printed on paper once.

`Name.roundtable-recovery` lies beside the vault and in every backup. It holds, for each database key in use,
the salt, a verifier of the key (SECURITY, decision 7) and the key sealed to the recovery public key: X25519,
HKDF-SHA256, AES-256-GCM with everything else in the file as associated data. During a change of passphrase it
holds two.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
from pathlib import Path
from typing import Final

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from roundtable.domain.errors import (
    RecoveryCodeMistyped,
    RecoveryCodeWrong,
    RecoveryFileDamaged,
    RecoveryFileMissing,
)
from roundtable.storage.durable import write_whole
from roundtable.storage.keys import VaultKey

FORMAT: Final = "roundtable recovery 1"
LARGEST_FILE: Final = 64 * 1024

_SEED_BYTES: Final = 16
_CHECK_BYTES: Final = 4
_GROUP: Final = 4
# Crockford's alphabet: no I, L, O, U; what looks like one of its digits is read as it.
_STANDARD: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_PRINTED: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_TO_PRINTED: Final = str.maketrans(_STANDARD, _PRINTED)
_TO_STANDARD: Final = str.maketrans(_PRINTED, _STANDARD)
_LOOKALIKES: Final = str.maketrans(
    {"O": "0", "I": "1", "L": "1", "-": None, " ": None, "\t": None, "\n": None}
)


class Seal(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One database key, sealed."""

    salt: bytes
    verifier: bytes
    ephemeral: bytes
    nonce: bytes
    sealed: bytes


class RecoveryFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file: `recipient` is the recovery public key (32 bytes)."""

    format: str
    vault: str
    recipient: bytes
    seals: tuple[Seal, ...]
    checksum: str = ""

    def verifies(self, key: VaultKey) -> bool:
        """Whether this very key is among those sealed."""
        return any(hmac.compare_digest(seal.verifier, key.verifier) for seal in self.seals)


def recovery_path(vault_path: Path) -> Path:
    """Beside the vault."""
    return vault_path.with_name(vault_path.name + "-recovery")


def new_code(seed: bytes | None = None) -> str:
    """A fresh recovery code: 128 random bits and a checksum of 32, as eight groups of four characters."""
    seed = os.urandom(_SEED_BYTES) if seed is None else seed
    text = base64.b32encode(seed + _check(seed)).decode().translate(_TO_PRINTED)
    return "-".join(text[i : i + _GROUP] for i in range(0, len(text), _GROUP))


def private_key(code: str) -> X25519PrivateKey:
    """The private key of a code as typed (case, spaces and dashes do not matter).

    Raises RecoveryCodeMistyped.
    """
    plain = code.strip().upper().translate(_LOOKALIKES)
    if len(plain) * 5 != (_SEED_BYTES + _CHECK_BYTES) * 8 or set(plain) - set(_PRINTED):
        raise RecoveryCodeMistyped(length=len(plain))
    data = base64.b32decode(plain.translate(_TO_STANDARD))
    seed, check = data[:_SEED_BYTES], data[_SEED_BYTES:]
    if not hmac.compare_digest(check, _check(seed)):
        raise RecoveryCodeMistyped(length=len(plain))
    return X25519PrivateKey.from_private_bytes(
        HKDF(hashes.SHA256(), 32, None, b"roundtable recovery code 1").derive(seed)
    )


def public_key(code: str) -> bytes:
    """The 32-byte public key of a code. Raises RecoveryCodeMistyped."""
    return private_key(code).public_key().public_bytes_raw()


def seal(key: VaultKey, recipient: bytes, vault: str) -> Seal:
    """Seals a database key to the recovery public key; a fresh key pair and nonce each time."""
    ephemeral = X25519PrivateKey.generate()
    public = ephemeral.public_key().public_bytes_raw()
    shared = ephemeral.exchange(X25519PublicKey.from_public_bytes(recipient))
    nonce = os.urandom(12)
    bound = _bound(vault, recipient, key.salt, key.verifier)
    sealed = AESGCM(_wrapping_key(shared, public, recipient)).encrypt(nonce, key.raw, bound)
    return Seal(key.salt, key.verifier, public, nonce, sealed)


def unseal(file: RecoveryFile, code: str) -> tuple[VaultKey, ...]:
    """Every database key the file holds.

    Raises RecoveryCodeMistyped, RecoveryCodeWrong, RecoveryFileDamaged.
    """
    private = private_key(code)
    if not hmac.compare_digest(private.public_key().public_bytes_raw(), file.recipient):
        raise RecoveryCodeWrong()
    return tuple(_unseal_one(each, private, file) for each in file.seals)


def _unseal_one(one: Seal, private: X25519PrivateKey, file: RecoveryFile) -> VaultKey:
    try:
        shared = private.exchange(X25519PublicKey.from_public_bytes(one.ephemeral))
        wrapping = _wrapping_key(shared, one.ephemeral, file.recipient)
        bound = _bound(file.vault, file.recipient, one.salt, one.verifier)
        return VaultKey(AESGCM(wrapping).decrypt(one.nonce, one.sealed, bound), one.salt)
    except (InvalidTag, ValueError):
        raise RecoveryFileDamaged() from None


def write(vault_path: Path, vault: str, recipient: bytes, *keys: VaultKey) -> None:
    """Writes the recovery file with these keys, the one in use first. Raises OSError."""
    seals = tuple(seal(key, recipient, vault) for key in keys)
    file = RecoveryFile(FORMAT, vault, recipient, seals)
    write_whole(recovery_path(vault_path), encode(file))


def encode(file: RecoveryFile) -> bytes:
    """The bytes of a recovery file, checksum included."""
    bare = msgspec.structs.replace(file, checksum="")
    digest = hashlib.sha256(msgspec.json.encode(bare)).hexdigest()
    return (
        msgspec.json.format(msgspec.json.encode(msgspec.structs.replace(bare, checksum=digest)), indent=1)
        + b"\n"
    )


def decode(content: bytes) -> RecoveryFile:
    """Reads the one form that `encode` writes; any changed byte is refused. Raises RecoveryFileDamaged."""
    try:
        file = msgspec.json.decode(content, type=RecoveryFile)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        raise RecoveryFileDamaged() from None
    if file.format != FORMAT or encode(file) != content:
        raise RecoveryFileDamaged()
    return file


def read(vault_path: Path) -> RecoveryFile:
    """The file beside a vault. Raises RecoveryFileMissing, RecoveryFileDamaged."""
    path = recovery_path(vault_path)
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except FileNotFoundError:
        raise RecoveryFileMissing() from None
    except OSError:
        raise RecoveryFileDamaged() from None
    return decode(content)


def _check(seed: bytes) -> bytes:
    return hashlib.sha256(b"roundtable recovery check 1" + seed).digest()[:_CHECK_BYTES]


def _wrapping_key(shared: bytes, ephemeral: bytes, recipient: bytes) -> bytes:
    return HKDF(hashes.SHA256(), 32, None, b"roundtable recovery seal 1" + ephemeral + recipient).derive(
        shared
    )


def _bound(vault: str, recipient: bytes, salt: bytes, verifier: bytes) -> bytes:
    parts = (vault.encode(), recipient, salt, verifier)
    return b"".join(len(part).to_bytes(4, "big") + part for part in parts)
