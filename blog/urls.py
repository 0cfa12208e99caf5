"""The addresses of the author's side."""

from django.urls import path

from blog import views
from blog.feeds import PostsFeed

app_name = "blog"

urlpatterns = [
    path("", views.home, name="home"),
    path("about/", views.about, name="about"),
    path("feed/", PostsFeed(), name="feed"),
    path("search/", views.search_posts, name="search"),
    path("posts/<slug:slug>/", views.post, name="post"),
    path("preview/<str:token>/", views.preview, name="preview"),
    path("films/<slug:slug>/", views.film, name="film"),
    path("tags/<slug:slug>/", views.tag, name="tag"),
]
