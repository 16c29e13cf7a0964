"""Puts a generated county into the real tables, fast, as the tables' owner."""

from config.demo.loading.county import BEYOND_ROSTER, UnableToLoad, load_county, load_records, load_registry
from config.demo.loading.keys import Keys

__all__ = ["BEYOND_ROSTER", "Keys", "UnableToLoad", "load_county", "load_records", "load_registry"]
