"""A world of invented people: ``generate`` makes a county of them, without a database."""

from config.demo.world.county import generate
from config.demo.world.helping import FIRST_CADRE, UNITS
from config.demo.world.people import REFERENCE, County, Home, Member, Places, Village

__all__ = ["FIRST_CADRE", "REFERENCE", "UNITS", "County", "Home", "Member", "Places", "Village", "generate"]
