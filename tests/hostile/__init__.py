"""Texts nobody writes to somebody they like, made the same way each time, and what a page must still be after them."""
