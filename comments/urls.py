"""The addresses of the readers' side."""

from django.urls import path

from comments import (
    card_views,
    crowd_views,
    downloads,
    mail_views,
    ranking_views,
    receipt_views,
    report_views,
    views,
)
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
    path("mail/confirm/<str:token>/", mail_views.confirm, name="mail_confirm"),
    path("mail/stop/<str:token>/", mail_views.stop, name="mail_stop"),
    path("mail/decide/<str:token>/", mail_views.decide, name="mail_decide"),
    path("comments/<int:pk>/", views.comment, name="comment"),
    path("comments/<int:pk>/report/", report_views.report, name="report"),
    path("comments/reported/", report_views.reported, name="reported"),
]
