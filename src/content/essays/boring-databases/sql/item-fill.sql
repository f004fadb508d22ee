insert into item
select n, md5(n::text)
from generate_series($1::int, $2::int) as n;
