"""The record: who did what to which comment when. Rows are added, in the transaction of the deed itself."""

import uuid
from collections.abc import Iterable

from django.utils import timezone

from comments.models import Deed


def note(
    comments: Iterable[tuple[int | None, str, str]], what: str, *, who: str, batch: uuid.UUID | None = None
) -> None:
    """Write down a deed for each comment: its number, its status before and after."""
    at, batch = timezone.now(), batch or uuid.uuid4()
    Deed.objects.bulk_create(
        Deed(comment_id=pk, what=what, before=before, after=after, who=who, at=at, batch=batch)
        for pk, before, after in comments
    )


def decided(comments: Iterable[int]) -> set[int]:
    """Those of the comments that a person has decided about."""
    by_people = Deed.objects.filter(comment__in=list(comments), what=Deed.What.STATUS).exclude(who="")
    return set(by_people.values_list("comment", flat=True))
