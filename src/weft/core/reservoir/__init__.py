"""The reservoir: what two kept, found again by year, by who chose it, by a word, and on its day."""
