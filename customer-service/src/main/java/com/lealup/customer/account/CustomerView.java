package com.lealup.customer.account;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.lealup.customer.field.CustomFields;
import com.lealup.customer.health.HealthBand;
import com.lealup.customer.owner.OwnerId;
import com.lealup.customer.value.EmailDomain;
import com.lealup.customer.value.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A customer as the API shows it.
 *
 * @param segments the ids of the segments it belongs to, computed; like health never part of the ETag
 * @param healthScore the latest one that arrived; null until the first
 */
public record CustomerView(
        String id,
        String tenantId,
        String name,
        @Nullable String emailDomain,
        @Nullable BigDecimal arr,
        @Nullable String ownerId,
        @Nullable String ownerEmail,
        CustomerStatus status,
        @Nullable LocalDate renewalDate,
        CustomFields customFields,
        List<String> segments,
        @Nullable Integer healthScore,
        @Nullable HealthBand healthStatus,
        Instant createdAt,
        Instant updatedAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant deletedAt,
        @JsonIgnore long revision) {

    /** A customer that was created this moment: nobody has computed anything about it. */
    static CustomerView created(OwnedCustomer owned) {
        var customer = owned.customer();
        var details = customer.details();
        return new CustomerView(
                customer.key().id().toString(),
                customer.key().tenantId().toString(),
                details.name().value(),
                Nullables.map(details.emailDomain(), EmailDomain::value),
                Nullables.map(details.arr(), Money::shortest),
                Nullables.map(details.ownerId(), OwnerId::toString),
                owned.ownerEmail(),
                details.status(),
                details.renewalDate(),
                details.customFields(),
                List.of(),
                null,
                null,
                customer.createdAt(),
                customer.updatedAt(),
                customer.deletedAt(),
                customer.revision());
    }

    /** The same customer with its segments. */
    public CustomerView in(List<String> ids) {
        return new CustomerView(
                id,
                tenantId,
                name,
                emailDomain,
                arr,
                ownerId,
                ownerEmail,
                status,
                renewalDate,
                customFields,
                List.copyOf(ids),
                healthScore,
                healthStatus,
                createdAt,
                updatedAt,
                deletedAt,
                revision);
    }

    /** The entity tag of what people wrote about it; strong, since nothing else counts as a change. */
    public String etag() {
        return "\"" + revision + "\"";
    }
}
