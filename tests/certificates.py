"""Certificates made for a test by an authority made for it: good ones, and such as nobody should believe.

The good ones say all that RFC 5280 asks them to, because Python 3.13 believes no others.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

NOW = datetime.now(UTC)
"""TLS asks the machine's own clock."""
DAY = timedelta(days=1)


def _called(words: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, words)])


def _pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    form = serialization.PrivateFormat.PKCS8
    return key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption())


@dataclass(frozen=True, slots=True)
class Authority:
    """Signs certificates; whoever trusts its file trusts them."""

    name: x509.Name
    key: ec.EllipticCurvePrivateKey
    file: Path

    def certificate(
        self,
        folder: Path,
        *names: str,
        begins: datetime = NOW - DAY,
        ends: datetime = NOW + DAY,
        for_clients: bool = False,
    ) -> Path:
        """A file with a key and a certificate for these names and numbers, which OpenSSL takes for a server's chain."""
        key = ec.generate_private_key(ec.SECP256R1())
        usage = ExtendedKeyUsageOID.CLIENT_AUTH if for_clients else ExtendedKeyUsageOID.SERVER_AUTH
        made = (
            x509.CertificateBuilder()
            .subject_name(_called("calendars.house.example"))
            .issuer_name(self.name)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(begins)
            .not_valid_after(ends)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(x509.ExtendedKeyUsage([usage]), critical=False)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key()), False)
        )
        if names:
            made = made.add_extension(x509.SubjectAlternativeName([_name(one) for one in names]), False)
        path = folder / f"{len(list(folder.iterdir()))}.pem"
        signed = made.sign(self.key, hashes.SHA256())
        path.write_bytes(_pem(key) + signed.public_bytes(serialization.Encoding.PEM))
        return path


def _name(one: str) -> x509.GeneralName:
    return x509.IPAddress(ip_address(one)) if one[0].isdigit() else x509.DNSName(one)


def _signs_certificates() -> x509.KeyUsage:
    others = (
        "digital_signature",
        "content_commitment",
        "key_encipherment",
        "data_encipherment",
        "key_agreement",
    )
    none = dict.fromkeys((*others, "encipher_only", "decipher_only"), False)
    return x509.KeyUsage(key_cert_sign=True, crl_sign=True, **none)


def authority(folder: Path, called: str = "A household's own") -> Authority:
    """One that signs, with its certificate in a file."""
    key, name = ec.generate_private_key(ec.SECP256R1()), _called(called)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOW - 2 * DAY)
        .not_valid_after(NOW + 2 * DAY)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(_signs_certificates(), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = folder / f"{called.replace(' ', '-')}.crt"
    file.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    return Authority(name, key, file)
