"""Programs that run in a process of their own: asked one thing, bounded by the system, believed only so far."""
