"""Words two people seal for each other: when they may open, and what each may know until then. Knows no words."""
