package com.lealup.customer.contact;

import com.lealup.customer.account.CustomerId;
import com.lealup.customer.value.EmailAddress;
import com.lealup.platform.identity.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The contacts of a customer of the caller's workspace. */
@Component
class Contacts {

    private static final String SELECT = """
            select id, revision, customer_id, name, email, role, last_seen_at, created_at, updated_at
            from contacts
            where tenant_id = :tenant
              and customer_id = :customer
            """;

    private static final String INSERT = """
            insert into contacts (
                tenant_id, customer_id, id, revision, name, email, email_folded, role, created_at, updated_at)
            values (:tenant, :customer, :id, :revision, :name, :email, :folded, :role, :updatedAt, :updatedAt)
            on conflict (tenant_id, customer_id, email_folded) do nothing
            """;

    private static final String UPDATE = """
            update contacts
            set revision = :revision,
                name = :name,
                email = :email,
                email_folded = :folded,
                role = :role,
                last_seen_at = case when email_folded = :folded then last_seen_at end,
                updated_at = :updatedAt
            where tenant_id = :tenant
              and customer_id = :customer
              and id = :id
            """;

    private static final String DELETE = """
            delete from contacts
            where tenant_id = :tenant
              and customer_id = :customer
              and id = :id
            """;

    private final JdbcClient jdbc;

    Contacts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional(readOnly = true)
    public List<Contact> page(TenantId tenant, CustomerId customer, @Nullable UUID after, int most) {
        return select(SELECT + "  and id > :after\norder by id\nlimit :most\n", tenant, customer)
                .param("after", after == null ? new UUID(0, 0) : after)
                .param("most", most)
                .query(Contacts::contact)
                .list();
    }

    @Transactional(readOnly = true)
    public Optional<Contact> find(TenantId tenant, CustomerId customer, ContactId id) {
        return select(SELECT + "  and id = :id\n", tenant, customer)
                .param("id", id.value())
                .query(Contacts::contact)
                .optional();
    }

    Optional<Contact> lock(TenantId tenant, CustomerId customer, ContactId id) {
        return select(SELECT + "  and id = :id\nfor update\n", tenant, customer)
                .param("id", id.value())
                .query(Contacts::contact)
                .optional();
    }

    Optional<ContactId> ofEmail(TenantId tenant, CustomerId customer, EmailAddress email) {
        return select(SELECT + "  and email_folded = :folded\n", tenant, customer)
                .param("folded", email.folded())
                .query(Contacts::contact)
                .optional()
                .map(Contact::id);
    }

    /** False if another one of the customer has the address. */
    boolean insert(TenantId tenant, CustomerId customer, Contact contact) {
        return write(INSERT, tenant, customer, contact) == 1;
    }

    /**
     * Writes its details.
     *
     * @throws org.springframework.dao.DuplicateKeyException if another one of the customer has the address
     */
    void update(TenantId tenant, CustomerId customer, Contact contact) {
        write(UPDATE, tenant, customer, contact);
    }

    void delete(TenantId tenant, CustomerId customer, ContactId id) {
        select(DELETE, tenant, customer).param("id", id.value()).update();
    }

    private JdbcClient.StatementSpec select(String sql, TenantId tenant, CustomerId customer) {
        return jdbc.sql(sql).param("tenant", tenant.value()).param("customer", customer.value());
    }

    private int write(String sql, TenantId tenant, CustomerId customer, Contact contact) {
        var role = contact.role();
        return select(sql, tenant, customer)
                .param("id", contact.id().value())
                .param("revision", contact.revision())
                .param("name", contact.name())
                .param("email", contact.email())
                .param("folded", new EmailAddress(contact.email()).folded())
                .param("role", role == null ? null : role.word())
                .param("updatedAt", Timestamp.from(contact.updatedAt()))
                .update();
    }

    private static Contact contact(ResultSet row, int number) throws SQLException {
        var role = row.getString("role");
        var seen = row.getObject("last_seen_at", OffsetDateTime.class);
        return new Contact(
                new ContactId(row.getObject("id", UUID.class)),
                row.getLong("revision"),
                new CustomerId(row.getObject("customer_id", UUID.class)).toString(),
                row.getString("name"),
                row.getString("email"),
                role == null ? null : ContactRole.of(role),
                seen == null ? null : seen.toInstant(),
                instant(row, "created_at"),
                instant(row, "updated_at"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
