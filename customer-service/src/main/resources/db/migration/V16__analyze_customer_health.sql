-- As for customers: a large import has Postgres look at what there is of them by now.
grant maintain on customer_health to customer_worker;
