"""Entering and correcting a household's file: the page in sections, drafts, two people at once."""
