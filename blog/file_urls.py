"""The addresses of the author's side that are the same in every language."""

from django.urls import path, re_path

from blog import views

app_name = "files"

urlpatterns = [
    path("robots.txt", views.robots, name="robots"),
    path("colours/<str:version>.css", views.colours, name="colours"),
    path("cards/<int:pk>-<str:version>.svg", views.film_card, name="film_card"),
    re_path(
        r"^media/pictures/(?P<digest>[0-9a-f]{16,64})/(?P<width>[1-9][0-9]{0,4})\.(?P<extension>avif|webp)$",
        views.picture,
        name="picture",
    ),
]
