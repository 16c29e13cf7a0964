"""Settings for the type checker: the same as ever, with stand-ins for what the environment gives."""

import os

for name, value in {
    "SECRET_KEY": "types only",
    "SEAL_KEY": "00" * 64,
    "SEAL_LOOKUP_KEY": "00" * 32,
    "DATABASE_URL": "postgres://types@localhost/types",
    "REDIS_URL": "redis://localhost/0",
}.items():
    os.environ.setdefault(name, value)

from config.settings import *  # noqa: E402, F403
