"""Moments: something lived together, told by both, and what each felt along the way. Knows no keys and no clock."""
