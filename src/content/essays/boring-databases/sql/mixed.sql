insert into job (state, payload)
select case when n > $1::int or n % $2::int = 0
            then 'available' else 'done' end,
       jsonb_build_object('recipient', n)
from generate_series(1, 21000) as n;
