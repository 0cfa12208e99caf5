"""The one settings file. What can differ between two installations comes from the environment.

.env.example lists every variable with its default.
"""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import django
from django.core.exceptions import ImproperlyConfigured

from config.env import Env, secret_key

env = Env()
BASE_DIR = Path(__file__).resolve().parent.parent

# Where everything lives that is not code: database, media, the generated key.
DATA_DIR = env.folder("DATA_DIR", BASE_DIR / "var")

DEBUG = env.flag("DEBUG")

# Where readers reach the site; feeds, cards and mails are written with it.
PORT = env.number("PORT", 8000, least=1)
SITE_URL = env.origin("SITE_URL", f"http://127.0.0.1:{PORT}")
HTTPS = SITE_URL.startswith("https://")
LOOPBACK = ["localhost", "127.0.0.1", "[::1]"]
ALLOWED_HOSTS = env.hosts("ALLOWED_HOSTS")

# Not told otherwise, the site answers this machine alone, and makes for itself what it needs.
EMBEDDED = not ALLOWED_HOSTS and (urlsplit(SITE_URL).hostname or "") in {"localhost", "127.0.0.1", "::1"}
if EMBEDDED:
    ALLOWED_HOSTS = LOOPBACK
if not ALLOWED_HOSTS:
    raise ImproperlyConfigured(
        "ALLOWED_HOSTS is not set. Name the hosts that readers use, with commas between."
    )
if DEBUG and not EMBEDDED:
    raise ImproperlyConfigured("DEBUG is on while SITE_URL or ALLOWED_HOSTS is public. Turn one of them off.")

SECRET_KEY = secret_key(env.text("SECRET_KEY"), DATA_DIR if EMBEDDED else None)
SECRET_KEY_FALLBACKS = env.names("SECRET_KEY_FALLBACKS")

# How many proxies in front add their own entry to X-Forwarded-For; 0 believes none of them.
TRUSTED_PROXIES = env.number("TRUSTED_PROXIES", 0)
if HTTPS and not TRUSTED_PROXIES:
    # Without one that says so, no request is known to be https, and each would be sent there for ever.
    raise ImproperlyConfigured(
        "TRUSTED_PROXIES is 0 while SITE_URL is https. Say how many proxies stand in front."
    )

INSTALLED_APPS = [
    "config",
    "comments",
    "blog",
    "crispy_forms",
    "blog.apps.BlogAdminConfig",  # django.contrib.admin, with our site
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    # First, so that its headers are on everything: files, errors, refused hosts.
    "config.middleware.SecurityHeaders",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.middleware.Language",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "blog.context.site",
            ],
        },
    }
]

DATABASES = {"default": env.database("DATABASE_URL", DATA_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES: dict[str, dict[str, Any]] = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
if redis_url := env.redis("REDIS_URL"):
    CACHES["default"] = {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": redis_url,
        "KEY_PREFIX": "split-decision",
        "OPTIONS": {"socket_timeout": 1, "socket_connect_timeout": 1},
    }

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
LOGIN_URL = "admin:login"

LANGUAGES = [("en-gb", "English"), ("es", "Español")]
LANGUAGE_CODE = env.choice("LANGUAGE_CODE", "en-gb", tuple(code for code, _ in LANGUAGES))
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["config.formats"]
TIME_ZONE = env.time_zone("TIME_ZONE", "UTC")
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_ALLOW_ALL_ORIGINS = False  # nothing here is for other sites' pages
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if DEBUG
            else "whitenoise.storage.CompressedManifestStaticFilesStorage"
        )
    },
}
FILE_UPLOAD_PERMISSIONS = 0o644
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
DATA_UPLOAD_MAX_NUMBER_FILES = 20

CRISPY_ALLOWED_TEMPLATE_PACKS = ("ranked",)
CRISPY_TEMPLATE_PACK = "ranked"
CRISPY_FAIL_SILENTLY = False

# Cookies: only people who log in to the admin ever get one.
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_AGE = 14 * 24 * 3600
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_TRUSTED_ORIGINS = [SITE_URL]

SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]  # asked by a machine next to us, over plain http
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# Nothing inline, nothing from elsewhere.
CONTENT_SECURITY_POLICY = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'"],
    "font-src": ["'self'"],
    "connect-src": ["'self'"],
    "manifest-src": ["'self'"],
    "object-src": ["'none'"],
    "base-uri": ["'none'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'none'"],
}

LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.choice("LOG_LEVEL", "INFO", LOG_LEVELS)},
    "loggers": {
        "django": {"handlers": [], "propagate": True},
        # One line for a refused host or a missing page would drown the rest; the access log has them.
        "django.request": {"level": "ERROR"},
        "django.security.DisallowedHost": {"level": "CRITICAL"},
        "waitress.queue": {"level": "ERROR"},
    },
}

# Mail goes by the server that is named. With none, a site on this machine shows it, and others send none.
MAILER = env.mailer("MAIL_URL")
MAIL_SERVER = "OPTIONS" in MAILER
MAILS = EMBEDDED or MAIL_SERVER
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.mailbox(
    "MAIL_FROM", f"noreply@{'localhost' if EMBEDDED else urlsplit(SITE_URL).hostname}"
)
# Names of settings that differ between the two Django versions that the project runs on.
if django.VERSION >= (6, 1):
    MAILERS = {"default": MAILER}
else:
    EMAIL_BACKEND = MAILER["BACKEND"]
    if server := MAILER.get("OPTIONS"):
        EMAIL_HOST, EMAIL_PORT, EMAIL_TIMEOUT = server["host"], server["port"], server["timeout"]
        EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = server["username"], server["password"]
        EMAIL_USE_TLS, EMAIL_USE_SSL = server["use_tls"], server["use_ssl"]
