"""Photographs and papers of a household's file."""
