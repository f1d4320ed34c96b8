"""Weft's rules as pure functions: no clock, no chance, no file, nothing but the standard library."""
