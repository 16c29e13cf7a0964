"""Two columns for one number: ``SealedField`` (opened on purpose) and its ``LookupKeyField``."""

from __future__ import annotations

from typing import Any

from django.db import models

from foundation.sealed.cipher import lookup_key, seal, unseal
from foundation.sealed.numbers import masked


class Sealed:
    """A number at rest. Its text is masked; opening it is an act that leaves a trace (roles.py)."""

    __slots__ = ("_sealed", "kind")

    def __init__(self, kind: str, sealed: bytes) -> None:
        self.kind = kind
        self._sealed = sealed

    @classmethod
    def of(cls, kind: str, number: str) -> Sealed:
        return cls(kind, seal(kind, number))

    def __str__(self) -> str:
        return masked(self.kind, self.open())

    def __repr__(self) -> str:
        return f"<Sealed {self.kind}>"

    def __bytes__(self) -> bytes:
        return self._sealed

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sealed) and other._sealed == self._sealed

    def __hash__(self) -> int:
        return hash(self._sealed)

    def open(self) -> str:
        """The number itself. Callers outside the importers record that they looked."""
        return unseal(self.kind, self._sealed)

    @property
    def lookup_key(self) -> bytes:
        return lookup_key(self.kind, self.open())


class SealedField(models.BinaryField[Any, Any]):
    """The sealed value of a number of ``kind``; reads back as :class:`Sealed`. Give it a ``Sealed``."""

    def __init__(self, *args: Any, kind: str = "", **kwargs: Any) -> None:
        self.kind = kind
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "kind": self.kind}

    def from_db_value(self, value: Any, expression: object, connection: object) -> Sealed | None:
        return None if value is None else Sealed(self.kind, bytes(value))

    def to_python(self, value: Any) -> Any:
        if value is None or isinstance(value, Sealed):
            return value
        raise TypeError("A sealed field takes Sealed.of(kind, number), never the bare number.")

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        return super().get_db_prep_value(
            None if value is None else bytes(self.to_python(value)), connection, prepared
        )


class LookupKeyField(models.BinaryField[Any, Any]):
    """The lookup key that belongs to the sealed field named ``of``; kept in step on save."""

    def __init__(self, *args: Any, of: str = "", **kwargs: Any) -> None:
        self.of = of
        kwargs.setdefault("editable", False)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "of": self.of}

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        sealed: Sealed | None = getattr(model_instance, self.of)
        key = None if sealed is None else sealed.lookup_key
        setattr(model_instance, self.attname, key)
        return key

    def from_db_value(self, value: Any, expression: object, connection: object) -> bytes | None:
        return None if value is None else bytes(value)
