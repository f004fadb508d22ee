update job set state = 'done'
where id in (
  select id from job
  where state = 'available'
  order by id limit $1::int
);
