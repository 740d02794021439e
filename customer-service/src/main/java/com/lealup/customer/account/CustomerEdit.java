package com.lealup.customer.account;

import com.lealup.customer.field.CustomFields;
import com.lealup.customer.owner.OwnerId;
import com.lealup.customer.value.CustomerName;
import com.lealup.customer.value.EmailAddress;
import com.lealup.customer.value.EmailDomain;
import com.lealup.customer.value.Money;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a client wants written about a customer, read and checked: the fields it named. A new customer and a merge patch
 * (RFC 7396) are the same document; they differ in what it is applied to.
 *
 * @param customFields the fields to set, and with null those to take away
 */
record CustomerEdit(
        Edited<CustomerName> name,
        Edited<EmailDomain> emailDomain,
        Edited<Money> arr,
        Edited<EmailAddress> ownerEmail,
        Edited<CustomerStatus> status,
        Edited<LocalDate> renewalDate,
        Map<String, @Nullable Object> customFields) {

    /** The same, with this owner. */
    CustomerEdit ownedBy(EmailAddress owner) {
        return new CustomerEdit(name, emailDomain, arr, new Edited.Written<>(owner), status, renewalDate, customFields);
    }

    /** The details of a new customer, whose name it must set. */
    CustomerDetails toDetails(@Nullable OwnerId owner) {
        if (!(name instanceof Edited.Written<CustomerName>(CustomerName given))) {
            throw new IllegalStateException("a customer without a name");
        }
        var blank = new CustomerDetails(given, null, null, null, CustomerStatus.ACTIVE, null, CustomFields.NONE);
        return applyTo(blank, owner);
    }

    /**
     * The details after this edit.
     *
     * @param owner the user behind {@link #ownerEmail}; null when it names none
     */
    CustomerDetails applyTo(CustomerDetails old, @Nullable OwnerId owner) {
        return new CustomerDetails(
                name.over(old.name(), old.name()),
                emailDomain.over(old.emailDomain()),
                arr.over(old.arr()),
                ownerEmail instanceof Edited.Kept<EmailAddress> ? old.ownerId() : owner,
                status.over(old.status(), CustomerStatus.ACTIVE),
                renewalDate.over(old.renewalDate()),
                old.customFields().merge(customFields));
    }
}
