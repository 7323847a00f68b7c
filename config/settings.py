"""One settings file, driven by the environment. `docs/guides/operator.md` lists every variable.

Mistakes surface as Django system checks with a hint (chalandise/foundation/checks.py).
"""
import os
from datetime import datetime
from pathlib import Path
from urllib.parse import unquote, urlparse
from zoneinfo import ZoneInfo

from csp.constants import NONCE, NONE, SELF

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # estimates: many small products, threads cost four times what they bring

BASE_DIR = Path(__file__).resolve().parent.parent


def env(name, default=""):
    return os.environ.get(f"CHALANDISE_{name}", default)


def env_bool(name, default=False):
    return env(name, "1" if default else "0").lower() in ("1", "true", "yes", "on")


DEMO = env_bool("DEMO")  # visible banner, one-click sign-in, mail never leaves
DEBUG = env_bool("DEBUG")
VAR_DIR = Path(env("VAR", str(BASE_DIR / "var")))
VAR_DIR.mkdir(parents=True, exist_ok=True)
BASE_URL = env("BASE_URL", f"http://127.0.0.1:{os.environ.get('PORT', '8000')}").rstrip("/")
SECRET_KEY = env("SECRET_KEY", "demo-only-not-a-secret-demo-only-not-a-secret-0" if DEMO or DEBUG else "")
ALLOWED_HOSTS = [h for h in env("HOSTS", "127.0.0.1,localhost,[::1]").split(",") if h]
CSRF_TRUSTED_ORIGINS = [BASE_URL] if BASE_URL.startswith("https://") else []
SECURE_COOKIES = BASE_URL.startswith("https://")

INSTALLED_APPS = [
    "chalandise.web.shell", "chalandise.web.public", "chalandise.web.merchant", "chalandise.web.mentor",
    "chalandise.web.provider", "chalandise.web.reviewer", "chalandise.web.team", "chalandise.api", "chalandise.console",
    "chalandise.whitepaper", "chalandise.impact", "chalandise.actions", "chalandise.mentoring",
    "chalandise.diagnostics", "chalandise.funding", "chalandise.seasons", "chalandise.catalogue", "chalandise.shops", "chalandise.commons",
    "chalandise.territory", "chalandise.people", "chalandise.foundation",
    "django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions", "django.contrib.messages",
    "whitenoise.runserver_nostatic", "django.contrib.staticfiles", "django.contrib.humanize",
    "allauth", "allauth.account", "allauth.mfa", "django_htmx", "django_tasks", "django_tasks_db", "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    # Pages carry no secret beside what the reader typed, and Django pads the answer at random against BREACH.
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "chalandise.web.shell.typography.Spaces",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "chalandise.web.shell.uploads.refuse_huge",  # before anything reads what was posted
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "chalandise.web.shell.offline.say_whose",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [{
    "BACKEND": "django.template.backends.django.DjangoTemplates",
    "APP_DIRS": True,
    "OPTIONS": {
        "context_processors": [
            "django.template.context_processors.request", "django.contrib.auth.context_processors.auth",
            "django.contrib.messages.context_processors.messages", "django.template.context_processors.i18n",
            "csp.context_processors.nonce", "chalandise.web.shell.context.house",
        ],
        "builtins": ["django.templatetags.i18n", "django.templatetags.static"],
    },
}]
FORM_RENDERER = "chalandise.web.shell.rendering.Renderer"


def database(url):
    """Return Django's settings for sqlite:///path or postgres://user:password@host:port/name?host=/socket."""
    if url.startswith("sqlite"):
        # WAL and IMMEDIATE serialise writers without "database is locked"; NORMAL may lose the last commits at
        # a power cut, so money runs with FULL outside the demo (docs/decisions/0003-databases.md).
        sync = "NORMAL" if DEMO or DEBUG or env("FAST_SQLITE") else "FULL"
        return {
            "ENGINE": "django.db.backends.sqlite3", "NAME": url.removeprefix("sqlite:///") or ":memory:",
            "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command":
                        f"PRAGMA journal_mode=WAL;PRAGMA synchronous={sync};PRAGMA mmap_size=134217728;"
                        "PRAGMA journal_size_limit=27103364;PRAGMA cache_size=-20000;PRAGMA foreign_keys=ON"},
        }
    from urllib.parse import parse_qsl  # noqa: PLC0415  (cold path)
    u = urlparse(url)
    extra = dict(parse_qsl(u.query))
    return {
        "ENGINE": "django.db.backends.postgresql", "NAME": u.path.lstrip("/"), "USER": unquote(u.username or ""),
        "PASSWORD": unquote(u.password or ""), "HOST": extra.pop("host", u.hostname or ""), "PORT": u.port or "",
        "CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True, "OPTIONS": extra,
    }


DATABASES = {"default": database(env("DATABASE", f"sqlite:///{VAR_DIR / 'chalandise.sqlite3'}"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"


class _Untold(dict):
    """Says of every app that it has no migrations."""

    def __contains__(self, app):
        return True

    def __getitem__(self, app):
        return None


if env("TABLES") == "models":  # tools/demo.py: an empty base gets its tables at once; the whole history takes sixty times as long
    MIGRATION_MODULES = _Untold()

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend",
                           "allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/moi/"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_ADAPTER = "chalandise.web.shell.adapters.Account"
ACCOUNT_FORMS = {"login": "chalandise.web.shell.forms.SignIn", "confirm_login_code": "chalandise.web.shell.forms.Code"}
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "request_login_code": "20/m/ip,3/m/key"}
ALLAUTH_TRUSTED_PROXY_COUNT = int(env("PROXIES", "0"))  # how many proxies of ours stand before the server
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ALLAUTH_TRUSTED_PROXY_COUNT else None
ACCOUNT_EMAIL_VERIFICATION = "none"
MFA_SUPPORTED_TYPES = ["webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_FORMS = {"add_webauthn": "chalandise.web.shell.forms.AddKey", "edit_webauthn": "chalandise.web.shell.forms.NameKey",
             "login_webauthn": "chalandise.web.shell.forms.EnterByKey"}
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG or DEMO

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "Français"), ("en", "English")]
TIME_ZONE = "Europe/Paris"
USE_TZ = True
# Demo and tests live on another date: the trade's clock is the real one shifted by this offset (house.md, decision 1).
CLOCK_OFFSET = (datetime.fromisoformat(env("AT")).replace(hour=10, tzinfo=ZoneInfo(TIME_ZONE))
                - datetime.now(ZoneInfo(TIME_ZONE))) if env("AT") else None

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
MEDIA_ROOT = VAR_DIR / "media"
MEDIA_URL = "/media/"  # never served as such: files go through a view that checks who asks
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
                    if not DEBUG and not env_bool("PLAIN_STATIC") else "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 2**20
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 2**20
UPLOAD_LIMIT = 20 * 2**20

EMAIL_BACKEND = ("django.core.mail.backends.locmem.EmailBackend" if DEMO else
                 "django.core.mail.backends.smtp.EmailBackend")
EMAIL_HOST, _, _port = env("SMTP", "localhost:25").partition(":")
EMAIL_PORT = int(_port or 25)
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = env("SMTP_USER"), env("SMTP_PASSWORD")
EMAIL_USE_TLS = env_bool("SMTP_TLS")
DEFAULT_FROM_EMAIL = env("FROM", "Chalandise <bonjour@chalandise.invalid>")

# Address of the companies' register ("recherche d'entreprises"), asked whether a provider exists; empty: the team looks by hand.
COMPANY_REGISTER = env("COMPANY_REGISTER")

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_COOKIES
CSRF_FAILURE_VIEW = "chalandise.web.shell.views.errors.stale_form"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
SECURE_HSTS_SECONDS = 31536000 if SECURE_COOKIES else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {"DIRECTIVES": {
    "default-src": [SELF], "script-src": [SELF, NONCE], "style-src": [SELF, NONCE], "img-src": [SELF, "data:"],
    "font-src": [SELF], "connect-src": [SELF], "object-src": [NONE], "base-uri": [SELF], "form-action": [SELF],
    "frame-ancestors": [NONE],
}}

LOGGING = {
    "version": 1, "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": env("LOG", "WARNING")},
}
