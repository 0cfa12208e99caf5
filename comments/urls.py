"""The addresses of the readers' side."""

from django.urls import path

from comments import crowd_views, downloads, ranking_views, receipt_views, views
from comments.feeds import CommentsFeed

app_name = "comments"

urlpatterns = [
    path("posts/<slug:slug>/rank/", views.rank, name="rank"),
    path("posts/<slug:slug>/crowd/", crowd_views.crowd, name="crowd"),
    path("posts/<slug:slug>/orderings.<slug:kind>", downloads.orderings, name="orderings"),
    path("posts/<slug:slug>/feed/", CommentsFeed(), name="post_feed"),
    path("rankings/<int:pk>/", ranking_views.ranking, name="ranking"),
    path("receipts/<str:key>/", receipt_views.receipt, name="receipt"),
    path("comments/<int:pk>/", views.comment, name="comment"),
]
