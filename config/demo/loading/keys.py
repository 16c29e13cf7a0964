"""Which row stands for which invented household and person."""

from __future__ import annotations

from dataclasses import dataclass

from config.demo.world import County, Home, Member
from foundation.sealed.cipher import lookup_key
from households.models import Household, Person


@dataclass
class Keys:
    """Keys by household number and by ID number; somebody whom the registry did not take has none."""

    households: dict[str, int]
    persons: dict[str, int]

    def household(self, home: Home) -> int | None:
        return self.households.get(home.number)

    def person(self, member: Member) -> int | None:
        return self.persons.get(member.id_number)


def keys_on_record(county: County) -> Keys:
    """Keys of those that the registry holds already, for instance from the imported roster."""
    homes = Household.objects.in_area(county.places.code).active()
    people = Person.objects.in_area(county.places.code).living_here()
    found = {bytes(key): pk for key, pk in people.values_list("id_number_key", "pk") if key is not None}
    numbers = (member.id_number for home in county.homes for member in home.members)
    by_number = ((number, found.get(lookup_key("id", number))) for number in numbers)
    return Keys(
        dict(homes.values_list("number", "pk")), {number: pk for number, pk in by_number if pk is not None}
    )
