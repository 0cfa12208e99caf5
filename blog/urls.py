"""The addresses of the author's side."""

from django.urls import path, re_path

from blog import views
from blog.feeds import PostsFeed

app_name = "blog"

urlpatterns = [
    path("", views.home, name="home"),
    path("about/", views.about, name="about"),
    path("feed/", PostsFeed(), name="feed"),
    path("search/", views.search_posts, name="search"),
    path("colours/<str:version>.css", views.colours, name="colours"),
    path("robots.txt", views.robots, name="robots"),
    path("posts/<slug:slug>/", views.post, name="post"),
    path("preview/<str:token>/", views.preview, name="preview"),
    path("films/<slug:slug>/", views.film, name="film"),
    path("cards/<int:pk>-<str:version>.svg", views.film_card, name="film_card"),
    path("tags/<slug:slug>/", views.tag, name="tag"),
    re_path(
        r"^media/pictures/(?P<digest>[0-9a-f]{16,64})/(?P<width>[1-9][0-9]{0,4})\.(?P<extension>avif|webp)$",
        views.picture,
        name="picture",
    ),
]
