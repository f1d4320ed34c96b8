"""Every byte that leaves this machine by an address somebody typed, or that a browser named, goes through here.

It knows nothing of people, calendars or knocks: an address and some bytes go in, an answer comes out or a reason why not.
"""
