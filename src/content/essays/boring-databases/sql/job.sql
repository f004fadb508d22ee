create table job (
  id      bigint generated always as identity primary key,
  state   text   not null default 'available',
  payload jsonb  not null
);
