insert into note values ('one row, one commit');
