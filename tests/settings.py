"""The settings, as the tests need them: fast passwords, data in a throw-away folder, nothing from .env."""

import os
import tempfile

os.environ["DATA_DIR"] = tempfile.mkdtemp(prefix="split-decision-tests-")

from config.settings import *  # noqa: F403

SITE_URL = "http://testserver"
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405
    # In a file, as in production: threads cannot share a database in memory.
    DATABASES["default"]["TEST"] = {"NAME": DATA_DIR / "test.sqlite3"}  # noqa: F405
STATIC_ROOT.mkdir()  # noqa: F405
