create index job_available
on job (id)
where state = 'available';
