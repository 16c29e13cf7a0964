"""Benchmarks against what others would use, side by side on the same rows (``make bench``)."""
