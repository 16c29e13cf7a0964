"""Row-level security of procedures, family changes, transfers; their order, and the one way over the wall."""

from typing import ClassVar

from django.db import migrations

from foundation.areas.row_security import secured, secured_events

_RANGE = (
    "{} >= nullif(current_setting('scope.lo', true), '')::bigint"
    " and {} <= nullif(current_setting('scope.hi', true), '')::bigint"
)
_GIVING, _RECEIVING = _RANGE.replace("{}", "area_code"), _RANGE.replace("{}", "receiving_code")

# Two permissive policies, one for each county: a transfer lies in both. A small table, so it costs nothing.
TRANSFERS = f"""
alter table households_transfer enable row level security;
create policy areas on households_transfer to sees_areas using ({_GIVING}) with check ({_GIVING});
create policy receiving on households_transfer to sees_areas using ({_RECEIVING}) with check ({_RECEIVING});
create policy everything on households_transfer to sees_all using (true) with check (true);
grant select, insert, update on households_transfer to sees_areas, sees_all;
alter table households_transferevent enable row level security;
create policy written on households_transferevent for insert to sees_areas, sees_all with check (true);
create policy areas on households_transferevent for select to sees_areas using ({_GIVING});
create policy receiving on households_transferevent for select to sees_areas using ({_RECEIVING});
create policy everything on households_transferevent for select to sees_all using (true);
grant select, insert on households_transferevent to sees_areas, sees_all;
"""
TRANSFERS_BACK = """
alter table households_transferevent disable row level security;
alter table households_transfer disable row level security;
"""

# Only the giving county agrees to give, and only the receiving one to receive.
SIDES = """
create function transfer_sides() returns trigger language plpgsql as $$
declare
  lo bigint := nullif(current_setting('scope.lo', true), '');
  hi bigint := nullif(current_setting('scope.hi', true), '');
  giving boolean := new.area_code between lo and hi;
  receiving boolean := new.receiving_code between lo and hi;
begin
  if lo is null then
    return new;
  end if;
  if tg_op = 'UPDATE' and (new.area_code, new.receiving_code) <> (old.area_code, old.receiving_code) then
    raise exception 'transfer_keeps_its_counties' using errcode = '23514';
  end if;
  if not giving and (tg_op = 'INSERT' and (new.released_by_id, new.household_id) is distinct from (null, null)
      or tg_op = 'UPDATE' and (new.released_by_id, new.household_id)
         is distinct from (old.released_by_id, old.household_id)) then
    raise exception 'transfer_released_by_giving_county' using errcode = '23514';
  end if;
  if not receiving and (tg_op = 'INSERT' and new.received_by_id is not null
      or tg_op = 'UPDATE' and new.received_by_id is distinct from old.received_by_id) then
    raise exception 'transfer_received_by_receiving_county' using errcode = '23514';
  end if;
  return new;
end $$;
create trigger transfer_sides before insert or update on households_transfer
  for each row execute function transfer_sides();
"""
SIDES_BACK = "drop trigger transfer_sides on households_transfer; drop function transfer_sides()"

# The one write that goes over the wall: what the giving county has released passes into a village of the
# caller's own county. Everything that hangs on the household follows by ON UPDATE CASCADE.
TRANSFER_HOUSEHOLD = """
create function transfer_household(transfer bigint, village bigint) returns bigint
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  asked public.households_transfer;
  lo bigint := nullif(current_setting('scope.lo', true), '');
  hi bigint := nullif(current_setting('scope.hi', true), '');
begin
  select * into asked from public.households_transfer where id = transfer for update;
  if asked.state is distinct from 'released'
      or not coalesce(asked.receiving_code between lo and hi and village between lo and hi, false)
      or village / 1000000 * 1000000 <> asked.receiving_code
      or not exists (select from public.areas_area
                     where code = village and level = 'village' and ended_on is null) then
    raise exception 'transfer_not_released' using errcode = '23514';
  end if;
  update public.households_household set area_code = village, version = version + 1, updated_at = now()
    where id = asked.household_id and left_on is null
      and area_code / 1000000 * 1000000 = asked.area_code;
  if not found then
    raise exception 'transfer_not_released' using errcode = '23514';
  end if;
  return asked.household_id;
end $$;
revoke all on function transfer_household(bigint, bigint) from public;
grant execute on function transfer_household(bigint, bigint) to sees_areas;
"""

# Steps stand in the order of their kinds, by their dates; after a notice the next begins when it has ended.
# A case that is decided keeps its steps as they were.
STEPS_IN_ORDER = """
create function procedure_steps_in_order() returns trigger language plpgsql as $$
begin
  if (select state from households_procedure where id = new.procedure_id) is distinct from 'running' then
    raise exception 'procedure_steps_while_running' using errcode = '23514';
  end if;
  if new.taken_back_on is null and exists (
    select from households_procedurestep other
    where other.procedure_id = new.procedure_id and other.id <> new.id and other.taken_back_on is null
      and (other.position < new.position
           and (other.held_on > new.held_on or other.until >= new.held_on)
        or other.position > new.position
           and (new.held_on > other.held_on or new.until >= other.held_on))) then
    raise exception 'procedure_steps_in_order' using errcode = '23514';
  end if;
  return new;
end $$;
create trigger procedure_steps_in_order
  after insert or update of held_on, until, position, kind, taken_back_on, procedure_id
  on households_procedurestep for each row execute function procedure_steps_in_order();
"""
STEPS_IN_ORDER_BACK = """
drop trigger procedure_steps_in_order on households_procedurestep;
drop function procedure_steps_in_order();
"""

# running → confirmed → revoked, or running → ended; confirmed only with every step that it needs.
COMPLETE = """
create function procedure_complete() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    if new.state <> 'running' then
      raise exception 'procedure_begins_running' using errcode = '23514';
    end if;
    return new;
  end if;
  if new.state = old.state then
    return new;
  end if;
  if (old.state, new.state) not in (('running', 'confirmed'), ('running', 'ended'), ('confirmed', 'revoked'))
  then
    raise exception 'procedure_state_in_order' using errcode = '23514';
  end if;
  if new.state = 'confirmed' and exists (
    select unnest(new.needs) except
    select kind from households_procedurestep where procedure_id = new.id and taken_back_on is null) then
    raise exception 'procedure_complete' using errcode = '23514';
  end if;
  if new.state = 'confirmed' and exists (
    select from households_procedurestep where procedure_id = new.id and taken_back_on is null
      and (held_on > new.decided_on or until >= new.decided_on)) then
    raise exception 'procedure_decided_after_its_steps' using errcode = '23514';
  end if;
  return new;
end $$;
create trigger procedure_complete before insert or update of state, needs on households_procedure
  for each row execute function procedure_complete();
"""
COMPLETE_BACK = "drop trigger procedure_complete on households_procedure; drop function procedure_complete()"

STEP_OF_ITS_PROCEDURE = """
alter table households_procedurestep add constraint procedurestep_of_its_procedure
  foreign key (procedure_id, household_id, area_code)
  references households_procedure (id, household_id, area_code)
  on update cascade deferrable initially immediate;
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("households", "0009_walls_of_finding")]

    operations: ClassVar = [
        *secured("households_procedure"),
        *secured("households_procedurestep", link=None),
        migrations.RunSQL(
            STEP_OF_ITS_PROCEDURE,
            "alter table households_procedurestep drop constraint procedurestep_of_its_procedure",
        ),
        *secured("households_familychange"),
        *(
            step
            for name in ("procedure", "procedurestep", "familychange")
            for step in secured_events(f"households_{name}event")
        ),
        migrations.RunSQL(TRANSFERS, TRANSFERS_BACK),
        migrations.RunSQL(SIDES, SIDES_BACK),
        migrations.RunSQL(TRANSFER_HOUSEHOLD, "drop function transfer_household(bigint, bigint)"),
        migrations.RunSQL(STEPS_IN_ORDER, STEPS_IN_ORDER_BACK),
        migrations.RunSQL(COMPLETE, COMPLETE_BACK),
    ]
