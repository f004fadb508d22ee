select id from item where code = md5('777');
