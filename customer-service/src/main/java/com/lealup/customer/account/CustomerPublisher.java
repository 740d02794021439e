package com.lealup.customer.account;

import com.lealup.customer.owner.OwnerId;
import com.lealup.customer.value.EmailDomain;
import com.lealup.customer.value.Money;
import com.lealup.platform.act.Actors;
import com.lealup.platform.correlation.Correlation;
import com.lealup.platform.id.Ulids;
import com.lealup.platform.outbox.Outbox;
import com.lealup.platform.outbox.OutboxRecord;
import com.lealup.platform.serde.AvroCodec;
import com.lealup.schemas.Topic;
import com.lealup.schemas.Topics;
import com.lealup.schemas.v1.Actor;
import com.lealup.schemas.v1.CustomerChange;
import com.lealup.schemas.v1.CustomerChangeType;
import com.lealup.schemas.v1.CustomerState;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Tells the topics about a change, within the transaction that makes it: the new state, and the change itself. */
@Component
class CustomerPublisher {

    private static final Actor CALENDAR = Actors.system("customer-service", "Renewal calendar");

    private final Outbox outbox;
    private final AvroCodec codec;
    private final JsonMapper json;

    CustomerPublisher(Outbox outbox, AvroCodec codec, JsonMapper json) {
        this.outbox = outbox;
        this.codec = codec;
        this.json = json;
    }

    void publish(CustomerChanged changed) {
        outbox.append(stateRecord(changed));
        tell(changed);
    }

    /** Tells the change alone: what becomes of a renewal is no state. */
    void tell(CustomerChanged changed) {
        outbox.append(changeRecord(changed, true));
    }

    /**
     * The same for many changes and what they mean beside themselves.
     *
     * @param today the day on which they are made, where the workspace is
     * @param notify whether subscribers are told of them
     */
    void publishAll(List<CustomerChanged> changes, LocalDate today, boolean notify) {
        var records = new ArrayList<OutboxRecord>(2 * changes.size());
        for (var changed : changes) {
            records.add(stateRecord(changed));
            records.add(changeRecord(changed, notify));
            changed.turn(today).ifPresent(turn -> records.add(changeRecord(turn, notify)));
        }
        outbox.appendAll(records);
    }

    /** Tells that the calendar has come to one of the days before a renewal. */
    void approaching(OwnedCustomer customer, int days, Instant at) {
        var shown = state(customer);
        outbox.append(changeRecord(
                CustomerAction.RENEWAL_APPROACHING,
                customer.customer(),
                change(CustomerAction.RENEWAL_APPROACHING, customer.customer())
                        .setBefore(shown)
                        .setAfter(shown)
                        .setActor(CALENDAR)
                        .setRequestId(Correlation.current().requestId())
                        .setOccurredAt(at)
                        .setRenewalDays(days)
                        .build()));
    }

    private OutboxRecord stateRecord(CustomerChanged changed) {
        return record(
                changed.action(), changed.after().customer(), Topics.CUSTOMERS, Ulids.next(), state(changed.after()));
    }

    private OutboxRecord changeRecord(CustomerChanged changed, boolean notify) {
        var customer = changed.after().customer();
        return changeRecord(
                changed.action(),
                customer,
                change(changed.action(), customer)
                        .setBefore(Nullables.map(changed.before(), this::state))
                        .setAfter(state(changed.after()))
                        .setActor(Actors.of(changed.actor()))
                        .setRequestId(changed.requestId())
                        .setOccurredAt(changed.at())
                        .setNotify(notify)
                        .build());
    }

    private static CustomerChange.Builder change(CustomerAction action, Customer customer) {
        return CustomerChange.newBuilder()
                .setChangeId(Ulids.format(Ulids.next()))
                .setTenantId(customer.key().tenantId().toString())
                .setCustomerId(customer.key().id().toString())
                .setRevision(customer.revision())
                .setType(type(action));
    }

    private OutboxRecord changeRecord(CustomerAction action, Customer customer, CustomerChange change) {
        var id = Ulids.parse(change.getChangeId()).orElseThrow();
        return record(action, customer, Topics.CUSTOMER_CHANGES, id, change);
    }

    private <V extends SpecificRecord> OutboxRecord record(
            CustomerAction action, Customer customer, Topic<V> topic, UUID eventId, V value) {
        return new OutboxRecord(
                topic.name(),
                customer.key().toString(),
                codec.encode(topic.name(), value),
                eventId,
                action.word(),
                customer.key().tenantId(),
                customer.revision());
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
