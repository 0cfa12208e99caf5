"""Whom the site writes to, and what waits to be sent."""
