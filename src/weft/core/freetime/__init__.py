"""Finding time: half hours somebody is free, what stands in their way every week, and where two of them cross."""
