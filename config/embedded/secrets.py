"""Secrets of a local installation: made at random once, kept with mode 0600."""

import json
import os
import secrets
from pathlib import Path


def local_secrets(folder: Path) -> dict[str, str]:
    """Read, or make and keep, the secrets in ``folder/secrets.json``."""
    path = folder / "secrets.json"
    if path.exists():
        kept: dict[str, str] = json.loads(path.read_text())
        return kept
    made = {
        "SECRET_KEY": secrets.token_urlsafe(48),
        "SEAL_KEY": secrets.token_hex(64),
        "SEAL_LOOKUP_KEY": secrets.token_hex(32),
        "OWNER_PASSWORD": secrets.token_urlsafe(24),
        "APP_PASSWORD": secrets.token_urlsafe(24),
        "REDIS_PASSWORD": secrets.token_urlsafe(24),
    }
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        json.dump(made, file)
    return made
