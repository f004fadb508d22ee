create table item (
  id   bigint primary key,
  code text not null
);
