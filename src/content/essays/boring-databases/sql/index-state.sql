create index job_state on job (state, id);
