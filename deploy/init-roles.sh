#!/bin/bash
# Runs once, when the database container makes its cluster: roles, their passwords, the database.
# On a server of your own do the same by hand as a superuser.
set -euo pipefail

psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres --file /deploy/roles.sql
psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres <<'SQL'
\getenv owner_password OWNER_PASSWORD
\getenv app_password APP_PASSWORD
alter role owner password :'owner_password';
alter role app_login password :'app_password';
create database canlian owner owner;
SQL
