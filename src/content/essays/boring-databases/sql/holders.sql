select pid::text as who,
       state as what,
       xact_start as since,
       age(backend_xid) as writes,
       age(backend_xmin) as reads
from pg_stat_activity
where pid <> pg_backend_pid()
  and (backend_xid is not null
    or backend_xmin is not null)
  and (datname is null
    or datname = current_database())
  and pid not in (
    select pid from pg_stat_progress_vacuum)
union all
select gid, 'prepared', prepared,
       age(transaction), null
from pg_prepared_xacts
where database = current_database()
union all
select slot_name, 'slot', null,
       age(xmin), age(catalog_xmin)
from pg_replication_slots;
