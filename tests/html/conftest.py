"""The validator must be there where changes are checked; on a machine without it its tests stand aside."""

import os
import shutil

import pytest
from django.conf import settings


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    there = shutil.which("java") and (settings.BASE_DIR / "build/html/node_modules/vnu-jar").exists()
    for item in items:
        if "tests/html/" in item.path.as_posix():
            item.add_marker(pytest.mark.validator)
            if not there and not os.environ.get("CI"):
                item.add_marker(pytest.mark.skip(reason="no HTML validator: tools/html/setup fetches it"))
