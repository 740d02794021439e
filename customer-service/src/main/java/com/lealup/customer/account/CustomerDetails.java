package com.lealup.customer.account;

import com.lealup.customer.field.CustomFields;
import com.lealup.customer.owner.OwnerId;
import com.lealup.customer.value.CustomerName;
import com.lealup.customer.value.EmailDomain;
import com.lealup.customer.value.Money;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What people write about a customer.
 *
 * @param emailDomain unique in the workspace among the customers that are not in the trash
 * @param arr annual recurring revenue
 * @param ownerId the user who looks after the customer
 * @param renewalDate the day on which the contract renews
 */
public record CustomerDetails(
        CustomerName name,
        @Nullable EmailDomain emailDomain,
        @Nullable Money arr,
        @Nullable OwnerId ownerId,
        CustomerStatus status,
        @Nullable LocalDate renewalDate,
        CustomFields customFields) {}
