"""The app of the readers' side."""

from django.apps import AppConfig


class CommentsConfig(AppConfig):
    name = "comments"
