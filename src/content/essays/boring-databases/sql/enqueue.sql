insert into job (payload)
select jsonb_build_object('recipient', n)
from generate_series(1, $1::int) as n;
