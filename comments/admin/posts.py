"""What an author's change does to the crowd's order."""

from typing import Any

from django.contrib import admin
from django.forms import ModelForm
from django.http import HttpRequest

from blog.admin import PostAdmin
from blog.models import Post
from comments import moderation


class CountedPostAdmin(PostAdmin):
    """An author's post, whose entries decide what the crowd's order is made of."""

    def save_related(self, request: HttpRequest, form: ModelForm, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        with moderation.counting(form.instance.pk) as count:
            count.refresh()
            count.count_on()


admin.site.unregister(Post)
admin.site.register(Post, CountedPostAdmin)
