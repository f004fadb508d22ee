select id from job
where state = 'available'
order by id limit 1
for update skip locked;
