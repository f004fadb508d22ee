create index event_tenant on event (tenant);
