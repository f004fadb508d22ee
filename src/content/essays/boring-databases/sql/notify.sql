begin;
notify jobs, 'look';
notify jobs, 'look';
notify jobs, 'look again';
commit;
