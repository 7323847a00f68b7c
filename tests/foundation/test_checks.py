"""The settings say what is missing and what to write."""
import pytest
from django.core.checks import run_checks

from chalandise.foundation import checks


@pytest.fixture
def real(settings):
    """A service as it should be set."""
    settings.DEMO = settings.DEBUG = False
    settings.SECRET_KEY, settings.BASE_URL, settings.ALLOWED_HOSTS = "s" * 60, "https://saison.exemple.fr", ["saison.exemple.fr"]
    settings.DEFAULT_FROM_EMAIL, settings.EMAIL_HOST, settings.EMAIL_PORT = "Saison <saison@exemple.fr>", "smtp.exemple.fr", 587
    settings.EMAIL_HOST_PASSWORD, settings.EMAIL_USE_TLS = "secret", True
    return settings


def ids():
    return [c.id for c in run_checks() if c.id and c.id.startswith("chalandise.")]


def test_a_service_well_set_has_nothing_to_say(real):
    assert ids() == []


@pytest.mark.parametrize(("name", "value", "said"), [
    ("SECRET_KEY", "short", ["chalandise.E001"]),
    ("SECRET_KEY", "", ["chalandise.E001"]),
    ("SECRET_KEY", "demo-only-" + "x" * 60, ["chalandise.E001"]),
    ("BASE_URL", "saison.exemple.fr", ["chalandise.E002"]),
    ("BASE_URL", "http://saison.exemple.fr", ["chalandise.E003"]),
    ("ALLOWED_HOSTS", ["127.0.0.1"], ["chalandise.E004"]),
    ("ALLOWED_HOSTS", ["*"], ["chalandise.E004"]),
    ("ALLOWED_HOSTS", [".exemple.fr"], []),
    ("DEFAULT_FROM_EMAIL", "Chalandise <bonjour@chalandise.invalid>", ["chalandise.W005"]),
    ("EMAIL_USE_TLS", False, ["chalandise.E007"]),
    ("DEMO", True, ["chalandise.W008"]),
])
def test_each_mistake_has_its_hint(real, name, value, said):
    setattr(real, name, value)
    assert ids() == said
    assert all(c.hint for c in run_checks() if c.id in said)


def test_a_server_on_this_machine_is_only_a_warning(real):
    real.EMAIL_HOST, real.EMAIL_PORT, real.EMAIL_HOST_PASSWORD = "localhost", 25, ""
    assert ids() == ["chalandise.W006"]


def test_a_missing_folder_is_said_before_the_database_is_opened(real, tmp_path):
    real.DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": tmp_path / "nowhere" / "a.sqlite3"}}
    assert [c.id for c in checks.places()] == ["chalandise.E009"]
