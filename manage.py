#!/usr/bin/env python
"""Django's command line. Without DATABASE_URL it uses the embedded services of the data folder."""

import os
import sys

# What changes the schema or loads reference data runs as the tables' owner.
OWNER_COMMANDS = {
    "migrate",
    "makemigrations",
    "sqlmigrate",
    "showmigrations",
    "flush",
    "dbshell",
    "load_reference_data",
    "generate_county",
    "create_accounts",
    "demo_records",
}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    command = sys.argv[1] if len(sys.argv) > 1 else ""
    if command not in {"", "help", "collectstatic", "compilemessages"}:
        from config.embedded import ensure_services

        ensure_services(owner=command in OWNER_COMMANDS)
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
