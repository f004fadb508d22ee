create table event (
  id     bigint generated always as identity primary key,
  tenant int  not null,
  kind   text not null,
  body   text not null
);

insert into event (tenant, kind, body)
select n * 7919 % 200, 'kind ' || n % 7, repeat('x', 180)
from generate_series(1, 20000) as n;
