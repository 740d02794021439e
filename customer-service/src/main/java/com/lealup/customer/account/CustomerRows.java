package com.lealup.customer.account;

import com.lealup.customer.field.CustomFieldsJson;
import com.lealup.customer.health.HealthBand;
import com.lealup.customer.owner.OwnerId;
import com.lealup.customer.value.Money;
import com.lealup.platform.identity.TenantId;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.stereotype.Component;

/** Reads customers together with what is shown beside them: the owner's address, the health score. */
@Component
public class CustomerRows implements RowMapper<CustomerView> {

    /** The columns that {@link #mapRow} reads. */
    public static final String COLUMNS = """
            c.tenant_id, c.id, c.revision, c.name, c.email_domain, c.arr, c.owner_id, c.status, c.renewal_date,
            c.custom_fields, c.created_at, c.updated_at, c.deleted_at,
            o.email as owner_email, h.score as health_score, h.status as health_status
            """;

    /** The tables that they come from. */
    public static final String TABLES = """
            from customers c
            join customer_health h
              on h.tenant_id = c.tenant_id
             and h.customer_id = c.id
            left join owners o
              on o.tenant_id = c.tenant_id
             and o.id = c.owner_id
            """;

    private final CustomFieldsJson fields;

    CustomerRows(CustomFieldsJson fields) {
        this.fields = fields;
    }

    @Override
    public CustomerView mapRow(ResultSet row, int number) throws SQLException {
        return new CustomerView(
                new CustomerId(row.getObject("id", UUID.class)).toString(),
                new TenantId(row.getObject("tenant_id", UUID.class)).toString(),
                row.getString("name"),
                row.getString("email_domain"),
                Nullables.map(row.getBigDecimal("arr"), CustomerRows::shortest),
                Nullables.map(row.getObject("owner_id", UUID.class), id -> new OwnerId(id).toString()),
                row.getString("owner_email"),
                CustomerStatus.of(row.getString("status")).orElseThrow(),
                row.getObject("renewal_date", LocalDate.class),
                fields.read(row.getString("custom_fields")),
                List.of(),
                row.getObject("health_score", Integer.class),
                Nullables.map(
                        row.getString("health_status"),
                        word -> HealthBand.of(word).orElseThrow()),
                instant(row.getObject("created_at", OffsetDateTime.class)),
                instant(row.getObject("updated_at", OffsetDateTime.class)),
                Nullables.map(row.getObject("deleted_at", OffsetDateTime.class), CustomerRows::instant),
                row.getLong("revision"));
    }

    private static BigDecimal shortest(BigDecimal amount) {
        return new Money(amount).shortest();
    }

    private static Instant instant(OffsetDateTime column) {
        return column.toInstant();
    }
}
