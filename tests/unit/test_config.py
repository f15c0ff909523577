"""Settings: what is missing or bad is one line that names the variable."""

from pathlib import Path

import pytest

from portal.config import BadSetting, read_settings

GOOD = {
    "PORTAL_ENV": "production",
    "SECRET_KEY": "x" * 40,
    "BASE_URL": "https://stepping-up.example/",
}


def test_nothing_need_be_set_to_try_it(tmp_path: Path) -> None:
    settings = read_settings({"DATA_DIR": str(tmp_path)})
    assert settings.database_url == f"sqlite:///{tmp_path / 'portal.sqlite'}"
    assert not settings.is_production
    again = read_settings({"DATA_DIR": str(tmp_path)})
    assert len(settings.secret_key) > 32
    assert again.secret_key == settings.secret_key
    assert (tmp_path / "secret-key").stat().st_mode & 0o077 == 0


def test_production_reads_its_settings(tmp_path: Path) -> None:
    url = "postgresql://portal:secret@db.example/portal"
    settings = read_settings({**GOOD, "DATA_DIR": str(tmp_path), "DATABASE_URL": url})
    assert settings.database_url == "postgresql+psycopg://portal:secret@db.example/portal"
    assert (settings.base_url, settings.is_secure) == ("https://stepping-up.example", True)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORTAL_ENV", "staging"),
        ("DATABASE_URL", "mysql://db"),
        ("DATABASE_URL", "portal.sqlite"),
        ("QUEUE_URL", "amqp://queue"),
        ("SECRET_KEY", ""),
        ("SECRET_KEY", "short"),
        ("BASE_URL", ""),
        ("BASE_URL", "stepping-up.example"),
        ("MAIL_URL", "mail.example:25"),
        ("MAIL_URL", "smtp://"),
        ("MAIL_ALLOWED_RECIPIENTS", "nobody"),
        ("DATA_DIR", "/dev/null/folder"),
    ],
)
def test_a_bad_setting_is_one_line_with_its_name(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(BadSetting) as fault:
        read_settings({**GOOD, "DATA_DIR": str(tmp_path), name: value})
    assert str(fault.value).startswith(name)
    assert "expected" in str(fault.value)
    assert "\n" not in str(fault.value)


def test_a_password_in_a_bad_address_is_not_shown(tmp_path: Path) -> None:
    with pytest.raises(BadSetting) as fault:
        read_settings({"DATA_DIR": str(tmp_path), "DATABASE_URL": "mysql://u:secret@db/x"})
    assert "secret" not in str(fault.value)
