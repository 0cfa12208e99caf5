"""The migrations, against the models that they are made of."""

import pytest
from django.core.management import call_command

from blog.models import Post


def check() -> None:
    call_command("makemigrations", check_changes=True, dry_run=True, verbosity=0)


@pytest.mark.django_db
def test_no_model_has_drifted_from_its_migrations() -> None:
    check()


@pytest.mark.django_db
def test_a_model_that_drifts_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Post._meta.get_field("title"), "max_length", 201)

    with pytest.raises(SystemExit):
        check()
