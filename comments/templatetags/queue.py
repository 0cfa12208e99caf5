"""What waits for the moderator, for the header of every admin page."""

from django import template

from comments.models import Comment

register = template.Library()
MOST = 1000


@register.simple_tag
def held() -> str:
    """How many comments wait; beyond a thousand nobody counts them."""
    waiting = Comment.objects.filter(status=Comment.Status.PENDING).order_by()[:MOST].count()
    return f"{waiting}+" if waiting == MOST else str(waiting)
