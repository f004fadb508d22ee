begin;
insert into note
values ('who left this open?');
prepare transaction 'forgotten';
