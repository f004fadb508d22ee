select code from item where id = 777;
