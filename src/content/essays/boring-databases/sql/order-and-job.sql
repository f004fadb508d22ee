begin;
insert into purchase (item)
values ('a boring book');
insert into job (payload)
values ('{"send": "receipt"}');
rollback;
