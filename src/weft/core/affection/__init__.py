"""Affection: what one needs right now, gestures, and the map of what is wanted."""
