"""The addresses of the readers' side."""

from django.urls import path

from comments import card_views, crowd_views, downloads, ranking_views, receipt_views, views
from comments.feeds import CommentsFeed

app_name = "comments"

urlpatterns = [
    path("card.png", card_views.site_card, name="site_card"),
    path("posts/<slug:slug>/card.png", card_views.post_card, name="post_card"),
    path("rankings/<int:pk>/card.png", card_views.ranking_card, name="ranking_card"),
    path("posts/<slug:slug>/rank/", views.rank, name="rank"),
    path("posts/<slug:slug>/crowd/", crowd_views.crowd, name="crowd"),
    path("posts/<slug:slug>/orderings.<slug:kind>", downloads.orderings, name="orderings"),
    path("posts/<slug:slug>/feed/", CommentsFeed(), name="post_feed"),
    path("rankings/<int:pk>/", ranking_views.ranking, name="ranking"),
    path("receipts/<str:key>/", receipt_views.receipt, name="receipt"),
    path("comments/<int:pk>/", views.comment, name="comment"),
]
