package com.lealup.customer.account;

import com.lealup.customer.field.CustomFields;
import com.lealup.customer.owner.OwnerId;
import com.lealup.customer.value.EmailDomain;
import com.lealup.customer.value.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A customer as an audit entry keeps it: what people wrote, nothing computed. */
record AuditedCustomer(
        long revision,
        String name,
        @Nullable String emailDomain,
        @Nullable BigDecimal arr,
        @Nullable String ownerId,
        @Nullable String ownerEmail,
        CustomerStatus status,
        @Nullable LocalDate renewalDate,
        CustomFields customFields,
        @Nullable Instant deletedAt) {

    static AuditedCustomer of(OwnedCustomer owned) {
        var details = owned.customer().details();
        return new AuditedCustomer(
                owned.customer().revision(),
                details.name().value(),
                Nullables.map(details.emailDomain(), EmailDomain::value),
                Nullables.map(details.arr(), Money::shortest),
                Nullables.map(details.ownerId(), OwnerId::toString),
                owned.ownerEmail(),
                details.status(),
                details.renewalDate(),
                details.customFields(),
                owned.customer().deletedAt());
    }
}
