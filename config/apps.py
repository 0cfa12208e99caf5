from django.apps import AppConfig


class SiteConfig(AppConfig):
    """The top of the house: settings, addresses, and the command that starts it all."""

    name = "config"
