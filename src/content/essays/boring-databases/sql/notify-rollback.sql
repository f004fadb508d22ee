begin;
notify jobs, 'look';
rollback;
