"""Every cryptographic call there is, and no choice left to a caller. Knows nothing of pages, logs or databases.

Bytes come in, bytes go out. Whatever cannot be opened exactly as it was locked raises EnvelopeAltered, whatever the
reason; the layouts are written down in docs/formats.
"""
