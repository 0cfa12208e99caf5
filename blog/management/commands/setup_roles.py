"""The groups that people of the blog belong to, with what each may do."""

from typing import Any

from django.contrib.auth.models import Group, Permission
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

EVERYTHING = ("add", "change", "delete", "view")
AUTHORS = {
    "blog.post": EVERYTHING,
    "blog.entry": EVERYTHING,
    "blog.film": ("add", "change", "view"),
    "blog.alias": EVERYTHING,
    "blog.tag": ("add", "view"),
}
EDITORS = {
    **AUTHORS,
    "blog.post": (*EVERYTHING, "edit_any"),
    "blog.film": EVERYTHING,
    "blog.tag": EVERYTHING,
    "blog.site": ("change", "view"),
}
MODERATORS = {
    "comments.comment": ("change", "view", "moderate"),
    "comments.ranking": ("change", "view"),
    "comments.pick": ("change", "view"),
    "comments.policy": ("change", "view"),
    "comments.ban": ("add", "change", "view"),
    "comments.deed": ("view",),
}
ROLES = {"Authors": AUTHORS, "Editors": EDITORS, "Moderators": MODERATORS}


class Command(BaseCommand):
    help = "Creates the groups Authors, Editors and Moderators, or gives them their permissions back."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        for name, role in ROLES.items():
            group, created = Group.objects.get_or_create(name=name)
            allowed = [permission(model, verb) for model, verbs in role.items() for verb in verbs]
            group.permissions.set(allowed)
            if options["verbosity"]:
                self.stdout.write(f"{name}: {'created' if created else 'up to date'}.")


def permission(model: str, verb: str) -> Permission:
    app, _, name = model.partition(".")
    found = Permission.objects.filter(content_type__app_label=app, codename=f"{verb}_{name}").first()
    if found is None:
        raise CommandError(f"There is no permission {app}.{verb}_{name} yet. Run `manage.py migrate` first.")
    return found
