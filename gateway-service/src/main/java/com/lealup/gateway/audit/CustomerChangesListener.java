package com.lealup.gateway.audit;

import com.lealup.platform.consumer.BatchListener;
import com.lealup.platform.consumer.PoisonRecordException;
import com.lealup.platform.consumer.Received;
import com.lealup.platform.id.Ulids;
import com.lealup.platform.identity.TenantId;
import com.lealup.schemas.Topics;
import com.lealup.schemas.v1.CustomerChange;
import com.lealup.schemas.v1.CustomerState;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.util.RawValue;

/** Keeps every change of a customer: of an edit the fields that changed, of a new customer all. */
@Component
class CustomerChangesListener implements BatchListener<CustomerChange> {

    /** What differs on every change or never, and the fields of the workspace's own, compared one by one. */
    private static final Set<String> SILENT =
            Set.of("tenant_id", "customer_id", "revision", "created_at", "updated_at", "custom_fields");

    private final AuditEntries entries;
    private final ErasedCustomers erased;
    private final JsonMapper json;

    CustomerChangesListener(AuditEntries entries, ErasedCustomers erased, JsonMapper json) {
        this.entries = entries;
        this.erased = erased;
        this.json = json;
    }

    @Override
    public String group() {
        return "gateway-service.customer-changes";
    }

    @Override
    public String topic() {
        return Topics.CUSTOMER_CHANGES.name();
    }

    @Override
    public Class<CustomerChange> type() {
        return CustomerChange.class;
    }

    @Override
    public void on(List<Received<CustomerChange>> batch) {
        var told = batch.stream()
                .filter(received -> isAnAct(received.value()))
                .map(this::entry)
                .toList();
        if (!told.isEmpty()) {
            entries.add(erased.silenced(told));
        }
    }

    /** What becomes of a renewal is a consequence: of an act that has its own entry, or of the calendar. */
    private static boolean isAnAct(@Nullable CustomerChange change) {
        return change == null
                || switch (change.getType()) {
                    case CREATED, UPDATED, DELETED, RESTORED, UNKNOWN -> true;
                    case RENEWAL_APPROACHING, RENEWAL_COMPLETED, RENEWAL_CHURNED -> false;
                };
    }

    private AuditEntry entry(Received<CustomerChange> received) {
        var change = received.value();
        if (change == null) {
            throw new PoisonRecordException(received, "empty_value", "A change has a value");
        }
        var key = change.getTenantId() + ":" + change.getCustomerId();
        var tenant = TenantId.parse(change.getTenantId())
                .filter(_ -> key.equals(received.key()))
                .orElseThrow(() -> new PoisonRecordException(
                        received, "key_mismatch", "The key is not that of the customer inside"));
        var id = Ulids.parse(change.getChangeId())
                .orElseThrow(() -> new PoisonRecordException(received, "invalid_id", "The change's id is not a ULID"));
        var before = fields(change.getBefore());
        var after = fields(change.getAfter());
        var actor = change.getActor();
        return new AuditEntry(
                tenant,
                id,
                change.getOccurredAt(),
                new AuditEntry.Actor(lower(actor.getType()), actor.getId(), actor.getName()),
                "customer." + lower(change.getType()),
                new AuditEntry.Subject("customer", change.getCustomerId()),
                Objects.requireNonNullElse(actor.getClientAddress(), ""),
                change.getRequestId(),
                json.writeValueAsString(shown(before, after)),
                json.writeValueAsString(shown(after, before)));
    }

    /** Fields with the JSON text of their values; those of the workspace's own behind a dot. */
    private Map<String, String> fields(@Nullable CustomerState state) {
        var fields = new TreeMap<String, String>();
        if (state != null) {
            for (var field : CustomerState.getClassSchema().getFields()) {
                if (!SILENT.contains(field.name())) {
                    fields.put(field.name(), json.writeValueAsString(plain(state.get(field.pos()))));
                }
            }
            state.getCustomFields().forEach((name, value) -> fields.put("custom_fields." + name, value));
        }
        return fields;
    }

    /** What is not the same on the other side. */
    private static Map<String, RawValue> shown(Map<String, String> fields, Map<String, String> others) {
        var shown = new TreeMap<String, RawValue>();
        fields.forEach((name, value) -> {
            if (!value.equals(others.get(name))) {
                shown.put(name, new RawValue(value));
            }
        });
        return shown;
    }

    private static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case BigDecimal amount -> shortest(amount);
            case Enum<?> symbol -> lower(symbol);
            default -> value.toString();
        };
    }

    /** As the API shows an amount: 50000, not 50000.00 and not 5E+4. */
    private static BigDecimal shortest(BigDecimal amount) {
        var stripped = amount.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    private static String lower(Enum<?> symbol) {
        return symbol.name().toLowerCase(Locale.ROOT);
    }
}
