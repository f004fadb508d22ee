create index event_covering
on event (tenant) include (kind);
