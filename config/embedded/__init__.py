"""PostgreSQL and Valkey from their wheels, for the demo, development and tests.

Production gives DATABASE_URL and REDIS_URL and never comes here.
"""

from config.embedded.services import Services, ensure_services, start_services

__all__ = ["Services", "ensure_services", "start_services"]
