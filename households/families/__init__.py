"""Families change: members, division, joining, moving, transfer between counties."""
