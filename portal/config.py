"""Settings: the environment, read once."""

import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

ENVIRONMENTS = ("local", "production")
DATABASES = ("sqlite", "postgresql")
QUEUES = ("sqlite", "postgresql", "redis", "rediss")


class BadSetting(Exception):
    """An environment variable is missing or can't be used; the message is one clear line."""


@dataclass(frozen=True)
class Settings:
    """What the portal is told by its environment."""

    environment: str
    database_url: str
    data_dir: Path
    queue_url: str
    secret_key: str
    base_url: str
    mail_url: str
    mail_allowed_recipients: frozenset[str]

    @property
    def is_production(self) -> bool:
        """Say whether real people are behind the addresses."""
        return self.environment == "production"

    @property
    def is_secure(self) -> bool:
        """Say whether browsers reach the portal over HTTPS."""
        return self.base_url.startswith("https://")


def read_settings(env: Mapping[str, str] | None = None) -> Settings:
    """Read the settings, or raise BadSetting naming the variable and what was expected."""
    env = os.environ if env is None else env
    environment = env.get("PORTAL_ENV", "local")
    if environment not in ENVIRONMENTS:
        raise BadSetting(f"PORTAL_ENV is “{environment}”: expected local or production.")
    data_dir = _data_dir(env.get("DATA_DIR", "var"))
    return Settings(
        environment=environment,
        database_url=_database_url(env.get("DATABASE_URL", ""), data_dir),
        data_dir=data_dir,
        queue_url=_queue_url(env.get("QUEUE_URL", ""), data_dir),
        secret_key=_secret_key(env.get("SECRET_KEY", ""), environment, data_dir),
        base_url=_base_url(env.get("BASE_URL", ""), environment),
        mail_url=_mail_url(env.get("MAIL_URL", "")),
        mail_allowed_recipients=_recipients(env.get("MAIL_ALLOWED_RECIPIENTS", "")),
    )


def _data_dir(text: str) -> Path:
    path = Path(text).absolute()
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise BadSetting(f"DATA_DIR is “{text}”: expected a folder to write to.") from error
    if not os.access(path, os.W_OK):
        raise BadSetting(f"DATA_DIR is “{text}”: expected a folder to write to.")
    return path


def _url(name: str, text: str, schemes: tuple[str, ...]) -> str:
    if text and (urlsplit(text).scheme not in schemes or "://" not in text):
        shown = text if "@" not in text else text.split("://", 1)[0] + "://…"
        wanted = " or ".join(f"{scheme}://…" for scheme in schemes)
        raise BadSetting(f"{name} is “{shown}”: expected {wanted}.")
    return text


def _database_url(text: str, data_dir: Path) -> str:
    url = _url("DATABASE_URL", text, DATABASES) or f"sqlite:///{data_dir / 'portal.sqlite'}"
    return url.replace("postgresql://", "postgresql+psycopg://", 1)


def _queue_url(text: str, data_dir: Path) -> str:
    url = _url("QUEUE_URL", text, QUEUES) or f"sqlite:///{data_dir / 'queue.sqlite'}"
    if url.startswith("sqlite://") and not urlsplit(url).path.strip("/"):
        raise BadSetting("QUEUE_URL names no file: expected sqlite:///queue.sqlite.")
    return url


def _base_url(text: str, environment: str) -> str:
    if not text and environment == "production":
        raise BadSetting("BASE_URL is missing: expected the portal’s address, such as https://….")
    return (_url("BASE_URL", text, ("http", "https")) or "http://127.0.0.1:5000").rstrip("/")


def _mail_url(text: str) -> str:
    url = _url("MAIL_URL", text, ("smtp", "smtps"))
    if url and not urlsplit(url).hostname:
        raise BadSetting("MAIL_URL names no server: expected smtp://user:password@server:port.")
    for sender in parse_qs(urlsplit(url).query, keep_blank_values=True).get("from", []):
        if not re.fullmatch(r"[^@\s]+@[^@\s]+", sender):
            shown = " ".join(sender.split())
            raise BadSetting(f"MAIL_URL has from={shown}: expected an e-mail address.")
    return url


def _recipients(text: str) -> frozenset[str]:
    addresses = frozenset(part.strip().lower() for part in text.split(",") if part.strip())
    for address in sorted(addresses):
        if "@" not in address:
            raise BadSetting(
                f"MAIL_ALLOWED_RECIPIENTS has “{address}”: expected e-mail addresses and commas."
            )
    return addresses


def _secret_key(text: str, environment: str, data_dir: Path) -> str:
    if text:
        if environment == "production" and len(text) < 32:
            raise BadSetting("SECRET_KEY is too short: expected 32 characters or more.")
        return text
    if environment == "production":
        raise BadSetting("SECRET_KEY is missing: expected 32 characters or more.")
    path = data_dir / "secret-key"
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(48))
    except FileExistsError:
        pass
    return path.read_text()
