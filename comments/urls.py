"""The addresses of the readers' side."""

from django.urls import path

from comments import crowd_views, downloads, mail_views, ranking_views, report_views, views
from comments.feeds import CommentsFeed

app_name = "comments"

urlpatterns = [
    path("posts/<slug:slug>/rank/", views.rank, name="rank"),
    path("posts/<slug:slug>/crowd/", crowd_views.crowd, name="crowd"),
    path("posts/<slug:slug>/orderings.<slug:kind>", downloads.orderings, name="orderings"),
    path("posts/<slug:slug>/feed/", CommentsFeed(), name="post_feed"),
    path("rankings/<int:pk>/", ranking_views.ranking, name="ranking"),
    path("receipts/<str:key>/", views.receipt, name="receipt"),
    path("mail/confirm/<str:token>/", mail_views.confirm, name="mail_confirm"),
    path("mail/stop/<str:token>/", mail_views.stop, name="mail_stop"),
    path("mail/decide/<str:token>/", mail_views.decide, name="mail_decide"),
    path("comments/<int:pk>/", views.comment, name="comment"),
    path("comments/<int:pk>/report/", report_views.report, name="report"),
    path("comments/reported/", report_views.reported, name="reported"),
]
