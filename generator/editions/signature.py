"""Signs manifests with an SSH key and verifies them with its public part (``ssh-keygen -Y``, OpenSSH 8.1 and later)."""

import base64
import binascii
import shutil
import subprocess
import tempfile
from pathlib import Path

NAMESPACE = "gongshi"
"""What the signature is for; one made for another purpose is not taken."""
_SIGNER = "gongshi"
_BEGIN, _END = b"-----BEGIN SSH SIGNATURE-----\n", b"-----END SSH SIGNATURE-----\n"


class SigningError(Exception):
    """A manifest could not be signed, or a key not be used; the message says why, in Chinese."""


def sign(manifest: Path, key: Path) -> Path:
    """Sign a manifest with a private key; gives the signature beside it (``.sig``)."""
    if not key.is_file():
        raise SigningError(f"找不到签名私钥 {key}")
    signature = manifest.with_name(f"{manifest.name}.sig")
    signature.unlink(missing_ok=True)
    done = _ssh_keygen("-Y", "sign", "-f", str(key), "-n", NAMESPACE, str(manifest))
    if done.returncode or not signature.is_file():
        raise SigningError(f"签名没有成功：{' '.join(done.stderr.decode('utf-8', 'replace').split())}")
    return signature


def is_signed_by(manifest: bytes, signature: bytes, public_key: str) -> bool:
    """Whether a signature of these very bytes was made with the private part of a public key (``ssh-ed25519 AAAA…``).

    Raises SigningError for what is no public key.
    """
    algorithm, blob = _parts(public_key)
    with tempfile.TemporaryDirectory(prefix="gongshi-") as directory:
        signers, given = Path(directory, "signers"), Path(directory, "signature")
        signers.write_text(f'{_SIGNER} namespaces="{NAMESPACE}" {algorithm} {blob}\n', encoding="utf-8")
        given.write_bytes(signature)
        done = _ssh_keygen("-Y", "verify", "-f", str(signers), "-I", _SIGNER, "-n", NAMESPACE, "-s", str(given), data=manifest)
        return done.returncode == 0 and _canonical(signature)


def is_intact(manifest: bytes, signature: bytes) -> bool:
    """Whether a signature is one of these very bytes, whoever made it. Yes where there is no ``ssh-keygen`` to ask."""
    if not _canonical(signature):
        return False
    with tempfile.TemporaryDirectory(prefix="gongshi-") as directory:
        given = Path(directory, "signature")
        given.write_bytes(signature)
        try:
            return _ssh_keygen("-Y", "check-novalidate", "-n", NAMESPACE, "-s", str(given), data=manifest).returncode == 0
        except SigningError:
            return True


def public_part(key: Path) -> str:
    """The public key of a private one."""
    done = _ssh_keygen("-y", "-f", str(key))
    if done.returncode:
        raise SigningError(f"{key} 不是能用的 SSH 私钥（有口令的私钥不能用来自动签名）")
    return done.stdout.decode().strip()


def _parts(public_key: str) -> tuple[str, str]:
    """Algorithm and key of a public key as text, its comment left out."""
    algorithm, blob = [*public_key.split()[:2], "", ""][:2]
    try:
        known = algorithm.isascii() and base64.b64decode(blob, validate=True)[4:].startswith(algorithm.encode())
    except (binascii.Error, ValueError):
        known = False
    if not known or not algorithm:
        raise SigningError(f"「{' '.join(public_key.split())[:60]}」不是 SSH 公钥，也没有这个文件")
    return algorithm, blob


def _canonical(signature: bytes) -> bool:
    """Whether a signature is written as it is when made: ``ssh-keygen`` overlooks some bytes that somebody altered or added."""
    body = signature.removeprefix(_BEGIN).removesuffix(_END)
    try:
        text = base64.b64encode(base64.b64decode(body))
    except binascii.Error:
        return False
    return signature == _BEGIN + b"".join(text[at : at + 70] + b"\n" for at in range(0, len(text), 70)) + _END


def _ssh_keygen(*arguments: str, data: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    program = shutil.which("ssh-keygen")
    if program is None:
        raise SigningError("这台机器没有 ssh-keygen，请安装 OpenSSH 客户端")
    return subprocess.run([program, *arguments], input=data or b"", capture_output=True, check=False)  # noqa: S603
