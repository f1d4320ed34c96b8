"""Calendars read in a process of their own, of which nothing comes back but when somebody is busy."""
