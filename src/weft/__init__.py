"""Weft: a private place for two people to practise being close."""

__version__ = "0.1.0"
