package com.lealup.customer.account;

import com.lealup.customer.owner.OwnerId;
import com.lealup.customer.value.EmailDomain;
import com.lealup.customer.value.Money;
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
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Tells the topics about a change, within the transaction that makes it: the new state, and the change itself. */
@Component
class CustomerPublisher {

    private final Outbox outbox;
    private final AvroCodec codec;
    private final JsonMapper json;

    CustomerPublisher(Outbox outbox, AvroCodec codec, JsonMapper json) {
        this.outbox = outbox;
        this.codec = codec;
        this.json = json;
    }

    void publish(CustomerChanged changed) {
        records(changed, true).forEach(outbox::append);
    }

    /**
     * The same for many changes.
     *
     * @param notify whether subscribers are told of them
     */
    void publishAll(List<CustomerChanged> changes, boolean notify) {
        outbox.appendAll(changes.stream()
                .flatMap(changed -> records(changed, notify).stream())
                .toList());
    }

    private List<OutboxRecord> records(CustomerChanged changed, boolean notify) {
        var after = state(changed.after());
        var id = Ulids.next();
        var change = CustomerChange.newBuilder()
                .setChangeId(Ulids.format(id))
                .setTenantId(changed.key().tenantId().toString())
                .setCustomerId(changed.key().id().toString())
                .setRevision(changed.revision())
                .setType(type(changed.action()))
                .setBefore(Nullables.map(changed.before(), this::state))
                .setAfter(after)
                .setActor(actor(changed.actor()))
                .setRequestId(changed.requestId())
                .setOccurredAt(changed.at())
                .setNotify(notify)
                .build();
        return List.of(
                record(changed, Topics.CUSTOMERS, Ulids.next(), after),
                record(changed, Topics.CUSTOMER_CHANGES, id, change));
    }

    private <V extends SpecificRecord> OutboxRecord record(
            CustomerChanged changed, Topic<V> topic, UUID eventId, V value) {
        return new OutboxRecord(
                topic.name(),
                changed.key().toString(),
                codec.encode(topic.name(), value),
                eventId,
                changed.action().word(),
                changed.key().tenantId(),
                changed.revision());
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
