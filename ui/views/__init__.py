"""One script a view; `ui/app.py` runs the one that is chosen."""
