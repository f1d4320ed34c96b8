"""Pictures made anew in a process of their own, which knows nothing of anybody and can write no file."""
