-- Nothing read them: the workspace's audit log is the gateway's, which keeps it from this service's topics.
drop function erase_audit_of_customer(uuid);
drop table audit_entries;
