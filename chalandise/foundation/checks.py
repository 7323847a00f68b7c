"""The settings check themselves: `manage.py check` says what is missing, and what to write."""
from pathlib import Path
from urllib.parse import urlparse

from django.conf import settings
from django.core.checks import Error, Warning, register
from django.core.exceptions import ImproperlyConfigured

LOCAL = ("127.0.0.1", "localhost", "::1", "[::1]")


def _real():
    """Say whether this is neither a demo nor a developer's machine."""
    return not (settings.DEMO or settings.DEBUG)


@register
def secret(app_configs=None, **kwargs):
    try:
        key = settings.SECRET_KEY
    except ImproperlyConfigured:
        key = ""
    if len(key) >= 50 and not key.startswith("demo-only") or not _real():
        return []
    return [Error("CHALANDISE_SECRET_KEY is missing or too short: nobody can sign in safely.", id="chalandise.E001",
                  hint="Write one in the environment and keep it: python -c \"import secrets; print(secrets.token_urlsafe(64))\"")]


@register
def address(app_configs=None, **kwargs):
    found, base = [], urlparse(settings.BASE_URL)
    if base.scheme not in ("http", "https") or not base.hostname:
        return [Error(f"CHALANDISE_BASE_URL is not an address: {settings.BASE_URL!r}.", id="chalandise.E002",
                      hint="Write it as people type it: https://saison.exemple.fr")]
    if not _real() or base.hostname in LOCAL:
        return found
    if base.scheme != "https":
        found.append(Error("CHALANDISE_BASE_URL is not https: sessions and signed links would travel in clear.",
                           id="chalandise.E003", hint="Put a proxy with a certificate in front, and write https://…"))
    if "*" in settings.ALLOWED_HOSTS or not any(_matches(base.hostname, host) for host in settings.ALLOWED_HOSTS):
        found.append(Error(f"CHALANDISE_HOSTS does not name {base.hostname} (or names everybody).", id="chalandise.E004",
                           hint=f"CHALANDISE_HOSTS={base.hostname}"))
    return found


def _matches(name, pattern):
    return name == pattern or pattern.startswith(".") and name.endswith(pattern)


@register
def post(app_configs=None, **kwargs):
    if not _real():
        return []
    found = []
    if settings.DEFAULT_FROM_EMAIL.rstrip(">").endswith(".invalid"):
        found.append(Warning("CHALANDISE_FROM is not set: mail would come from nowhere.", id="chalandise.W005",
                             hint='CHALANDISE_FROM="Saison Fondaudège <saison@exemple.fr>"'))
    if settings.EMAIL_HOST == "localhost" and settings.EMAIL_PORT == 25:
        found.append(Warning("CHALANDISE_SMTP is not set: mail goes to a server on this machine.", id="chalandise.W006",
                             hint="CHALANDISE_SMTP=smtp.exemple.fr:587 CHALANDISE_SMTP_TLS=1, then manage.py mailtest"))
    if settings.EMAIL_HOST_PASSWORD and not settings.EMAIL_USE_TLS and settings.EMAIL_HOST not in LOCAL:
        found.append(Error("The SMTP password would travel in clear.", id="chalandise.E007", hint="CHALANDISE_SMTP_TLS=1"))
    return found


@register
def demo(app_configs=None, **kwargs):
    if settings.DEMO and urlparse(settings.BASE_URL).hostname not in LOCAL:
        return [Warning("CHALANDISE_DEMO lets anybody in as anybody, at a public address.", id="chalandise.W008",
                        hint="Right for a showcase with invented people only.")]
    return []


@register
def places(app_configs=None, **kwargs):
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3") and ":memory:" not in str(database["NAME"]) and "mode=memory" not in str(database["NAME"]):
        folder = Path(database["NAME"]).parent
        if not folder.is_dir():
            return [Error(f"The folder of the database is not there: {folder}.", id="chalandise.E009",
                          hint="Make it, or set CHALANDISE_VAR or CHALANDISE_DATABASE.")]
    return []
