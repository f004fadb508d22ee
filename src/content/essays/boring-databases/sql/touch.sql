update event set body = repeat('y', 180) where id % 100 = 0;
