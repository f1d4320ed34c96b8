"""What Weft costs, measured beside the limits it cannot pass. Run it as ``./bench``; see docs/decisions/0008-measuring.md."""
