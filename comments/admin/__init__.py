"""The moderator's side of the admin, and what an author's change does to the crowd's order."""

from django.contrib import admin

from comments import mail_admin
from comments.admin.bans import BanAdmin
from comments.admin.policy import DeedAdmin, PolicyAdmin
from comments.admin.posts import CountedPostAdmin
from comments.admin.queue import CommentAdmin
from comments.models import Address, Mail

__all__ = ["BanAdmin", "CommentAdmin", "CountedPostAdmin", "DeedAdmin", "PolicyAdmin"]

admin.site.register(Mail, mail_admin.MailAdmin)
admin.site.register(Address, mail_admin.AddressAdmin)
