"""Signs manifests with an SSH key and verifies them with its public part (``ssh-keygen -Y``, OpenSSH 8.1 and later)."""

import shutil
import subprocess
import tempfile
from pathlib import Path

NAMESPACE = "gongshi"
"""What the signature is for; one made for another purpose is not taken."""
_SIGNER = "gongshi"


class SigningError(Exception):
    """A manifest could not be signed; the message says why, in Chinese."""


def sign(manifest: Path, key: Path) -> Path:
    """Sign a manifest with a private key; gives the signature beside it (``.sig``)."""
    if not key.is_file():
        raise SigningError(f"找不到签名私钥 {key}")
    signature = manifest.with_name(f"{manifest.name}.sig")
    signature.unlink(missing_ok=True)
    done = _ssh_keygen("-Y", "sign", "-f", str(key), "-n", NAMESPACE, str(manifest))
    if done.returncode or not signature.is_file():
        raise SigningError(f"签名没有成功：{done.stderr.decode('utf-8', 'replace').strip()}")
    return signature


def is_signed_by(manifest: bytes, signature: bytes, public_key: str) -> bool:
    """Whether a signature of these very bytes was made with the private part of a public key (``ssh-ed25519 AAAA…``)."""
    with tempfile.TemporaryDirectory(prefix="gongshi-") as directory:
        signers, given = Path(directory, "signers"), Path(directory, "signature")
        signers.write_text(f'{_SIGNER} namespaces="{NAMESPACE}" {" ".join(public_key.split()[:2])}\n', encoding="utf-8")
        given.write_bytes(signature)
        done = _ssh_keygen("-Y", "verify", "-f", str(signers), "-I", _SIGNER, "-n", NAMESPACE, "-s", str(given), data=manifest)
        return done.returncode == 0


def public_part(key: Path) -> str:
    """The public key of a private one."""
    done = _ssh_keygen("-y", "-f", str(key))
    if done.returncode:
        raise SigningError(f"{key} 不是能用的 SSH 私钥（有口令的私钥不能用来自动签名）")
    return done.stdout.decode().strip()


def _ssh_keygen(*arguments: str, data: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    program = shutil.which("ssh-keygen")
    if program is None:
        raise SigningError("这台机器没有 ssh-keygen，请安装 OpenSSH 客户端")
    return subprocess.run([program, *arguments], input=data or b"", capture_output=True, check=False)  # noqa: S603
