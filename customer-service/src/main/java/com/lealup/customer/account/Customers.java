package com.lealup.customer.account;

import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.Repository;
import org.springframework.data.repository.query.Param;

/** The customers of the caller's workspace, the trash included. */
interface Customers extends Repository<Customer, CustomerKey> {

    /** A customer as it is at this moment. */
    @Query("""
            select tenant_id, id, revision, name, email_domain, arr, owner_id, status, renewal_date,
                custom_fields::text as custom_fields, created_at, updated_at, deleted_at
            from customers
            where tenant_id = :tenant
              and id = :id
            """)
    Optional<Customer> find(@Param("tenant") UUID tenant, @Param("id") UUID id);

    /** A customer, locked until the transaction ends, so that its facts leave in the order of its revisions. */
    @Query("""
            select tenant_id, id, revision, name, email_domain, arr, owner_id, status, renewal_date,
                custom_fields::text as custom_fields, created_at, updated_at, deleted_at
            from customers
            where tenant_id = :tenant
              and id = :id
            for update
            """)
    Optional<Customer> lock(@Param("tenant") UUID tenant, @Param("id") UUID id);

    /** A customer that nobody can erase until the transaction ends; edits of it go on. */
    @Query("""
            select tenant_id, id, revision, name, email_domain, arr, owner_id, status, renewal_date,
                custom_fields::text as custom_fields, created_at, updated_at, deleted_at
            from customers
            where tenant_id = :tenant
              and id = :id
            for key share
            """)
    Optional<Customer> hold(@Param("tenant") UUID tenant, @Param("id") UUID id);

    /** Updates it and raises its revision. */
    Customer save(Customer customer);
}
