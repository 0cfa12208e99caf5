"""The addresses of the site."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.contrib.sitemaps.views import sitemap
from django.urls import include, path

from blog.sitemaps import SITEMAPS
from config import views

urlpatterns = [
    path("admin/", admin.site.urls),
    path("healthz", views.health, name="health"),
    path("site.webmanifest", views.manifest, name="manifest"),
    path("sitemap.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
    path("", include("blog.file_urls")),
    # The site's own language has the bare addresses, each other one its code in front of them.
    *i18n_patterns(
        path("", include("comments.urls")),
        path("", include("blog.urls")),
        prefix_default_language=False,
    ),
]
