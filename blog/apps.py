"""The app, and the admin that stands in INSTALLED_APPS instead of Django's."""

from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps


class BlogConfig(AppConfig):
    name = "blog"
    default = True


class BlogAdminConfig(admin_apps.AdminConfig):
    default = False
    default_site = "blog.admin_site.BlogAdminSite"
