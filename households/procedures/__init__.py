"""Procedures of the registry: identified, lifted out, fallen back, leaving; their steps, dates and papers."""
