select kind from event
where tenant = 42;
