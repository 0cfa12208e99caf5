"""Readers of other formats: text goes in, plain dataclasses come out, and no database is in sight."""
