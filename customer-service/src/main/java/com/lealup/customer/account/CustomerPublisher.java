package com.lealup.customer.account;

import com.lealup.customer.owner.OwnerId;
import com.lealup.customer.value.EmailDomain;
import com.lealup.customer.value.Money;
import com.lealup.platform.correlation.Correlation;
import com.lealup.platform.id.Ulids;
import com.lealup.platform.identity.Caller;
import com.lealup.platform.outbox.Outbox;
import com.lealup.platform.outbox.OutboxRecord;
import com.lealup.platform.serde.AvroCodec;
import com.lealup.schemas.Topic;
import com.lealup.schemas.Topics;
import com.lealup.schemas.v1.Actor;
import com.lealup.schemas.v1.ActorType;
import com.lealup.schemas.v1.CustomerChange;
import com.lealup.schemas.v1.CustomerChangeType;
import com.lealup.schemas.v1.CustomerState;
import java.time.Instant;
import java.util.HashMap;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Tells the topics about a change, within the transaction that makes it: the new state, and the change itself. */
@Component
class CustomerPublisher {

    private static final Actor CALENDAR = Actor.newBuilder()
            .setType(ActorType.SYSTEM)
            .setId("customer-service")
            .setName("Renewal calendar")
            .build();

    private final Outbox outbox;
    private final AvroCodec codec;
    private final JsonMapper json;

    CustomerPublisher(Outbox outbox, AvroCodec codec, JsonMapper json) {
        this.outbox = outbox;
        this.codec = codec;
        this.json = json;
    }

    void publish(CustomerChanged changed) {
        append(changed.action(), changed.after().customer(), Topics.CUSTOMERS, Ulids.next(), state(changed.after()));
        tell(changed);
    }

    /** Tells the change alone: what becomes of a renewal is no state. */
    void tell(CustomerChanged changed) {
        publish(
                changed.action(),
                changed.before(),
                changed.after(),
                actor(changed.actor()),
                changed.requestId(),
                changed.at(),
                null);
    }

    /** Tells that the calendar has come to one of the days before a renewal. */
    void approaching(OwnedCustomer customer, int days, Instant at) {
        publish(
                CustomerAction.RENEWAL_APPROACHING,
                customer,
                customer,
                CALENDAR,
                Correlation.current().requestId(),
                at,
                days);
    }

    private void publish(
            CustomerAction action,
            @Nullable OwnedCustomer before,
            OwnedCustomer after,
            Actor actor,
            String requestId,
            Instant at,
            @Nullable Integer renewalDays) {
        var customer = after.customer();
        var id = Ulids.next();
        var change = CustomerChange.newBuilder()
                .setChangeId(Ulids.format(id))
                .setTenantId(customer.key().tenantId().toString())
                .setCustomerId(customer.key().id().toString())
                .setRevision(customer.revision())
                .setType(type(action))
                .setBefore(Nullables.map(before, this::state))
                .setAfter(state(after))
                .setActor(actor)
                .setRequestId(requestId)
                .setOccurredAt(at)
                .setRenewalDays(renewalDays)
                .build();
        append(action, customer, Topics.CUSTOMER_CHANGES, id, change);
    }

    private <V extends SpecificRecord> void append(
            CustomerAction action, Customer customer, Topic<V> topic, UUID eventId, V value) {
        outbox.append(new OutboxRecord(
                topic.name(),
                customer.key().toString(),
                codec.encode(topic.name(), value),
                eventId,
                action.word(),
                customer.key().tenantId(),
                customer.revision()));
    }

    private CustomerState state(OwnedCustomer owned) {
        var customer = owned.customer();
        var details = customer.details();
        var fields = new HashMap<String, String>();
        details.customFields().values().forEach((key, value) -> fields.put(key, json.writeValueAsString(value)));
        return CustomerState.newBuilder()
                .setTenantId(customer.key().tenantId().toString())
                .setCustomerId(customer.key().id().toString())
                .setRevision(customer.revision())
                .setName(details.name().value())
                .setEmailDomain(Nullables.map(details.emailDomain(), EmailDomain::value))
                .setArr(Nullables.map(details.arr(), Money::amount))
                .setOwnerId(Nullables.map(details.ownerId(), OwnerId::toString))
                .setOwnerEmail(owned.ownerEmail())
                .setStatus(status(details.status()))
                .setRenewalDate(details.renewalDate())
                .setCustomFields(fields)
                .setCreatedAt(customer.createdAt())
                .setUpdatedAt(customer.updatedAt())
                .setDeletedAt(customer.deletedAt())
                .build();
    }

    private static Actor actor(Caller caller) {
        return Actor.newBuilder()
                .setType(
                        switch (caller.type()) {
                            case API_KEY -> ActorType.API_KEY;
                            case USER -> ActorType.USER;
                            case OPERATOR -> ActorType.OPERATOR;
                        })
                .setId(caller.principalId())
                .setName(caller.name())
                .setClientAddress(caller.clientAddress())
                .build();
    }

    private static CustomerChangeType type(CustomerAction action) {
        return switch (action) {
            case CREATED -> CustomerChangeType.CREATED;
            case UPDATED -> CustomerChangeType.UPDATED;
            case DELETED -> CustomerChangeType.DELETED;
            case RESTORED -> CustomerChangeType.RESTORED;
            case RENEWAL_APPROACHING -> CustomerChangeType.RENEWAL_APPROACHING;
            case RENEWAL_COMPLETED -> CustomerChangeType.RENEWAL_COMPLETED;
            case RENEWAL_CHURNED -> CustomerChangeType.RENEWAL_CHURNED;
        };
    }

    private static com.lealup.schemas.v1.CustomerStatus status(CustomerStatus status) {
        return switch (status) {
            case ACTIVE -> com.lealup.schemas.v1.CustomerStatus.ACTIVE;
            case TRIAL -> com.lealup.schemas.v1.CustomerStatus.TRIAL;
            case CHURNED -> com.lealup.schemas.v1.CustomerStatus.CHURNED;
            case PAUSED -> com.lealup.schemas.v1.CustomerStatus.PAUSED;
        };
    }
}
