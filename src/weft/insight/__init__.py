"""What two people's own evenings can honestly say: a line with its band, a few links, an experiment of their own.

It needs numpy, so it is loaded by a process of its own and never by the server that shows pages. It knows numbers and
days; it never sees a name, a sentence somebody wrote, or anything of another couple.
"""
