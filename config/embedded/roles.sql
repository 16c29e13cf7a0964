-- The cluster's roles (run once by a superuser; safe to run again).
-- owner      owns the tables, runs migrations and tests
-- app_login  the connection of web, worker and beat: accounts, sessions and the runs' doorbell only
-- sees_*     what a signed-in person becomes for one transaction (foundation/areas/scope.py)
do $$
declare wanted text;
begin
  if not exists (select from pg_roles where rolname = 'owner') then
    create role owner login createdb;
  end if;
  if not exists (select from pg_roles where rolname = 'app_login') then
    create role app_login login noinherit;
  end if;
  foreach wanted in array array['sees_all', 'sees_areas', 'sees_paired', 'sees_none'] loop
    if not exists (select from pg_roles where rolname = wanted) then
      execute format('create role %I nologin', wanted);
    end if;
    execute format('grant %I to app_login', wanted);
    execute format('grant %I to owner with inherit false, set true', wanted);
  end loop;
  if not pg_has_role('owner', 'app_login', 'set') then
    grant app_login to owner with inherit false, set true;
  end if;
end
$$;
alter role app_login set timezone = 'UTC';
