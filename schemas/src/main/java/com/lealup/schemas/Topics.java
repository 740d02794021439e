package com.lealup.schemas;

import com.lealup.schemas.v1.ApiKeyFact;
import com.lealup.schemas.v1.AuditAct;
import com.lealup.schemas.v1.CustomerChange;
import com.lealup.schemas.v1.CustomerState;
import com.lealup.schemas.v1.DeadLetter;
import com.lealup.schemas.v1.DeadLetterRequest;
import com.lealup.schemas.v1.ErasureAck;
import com.lealup.schemas.v1.ErasureRequest;
import com.lealup.schemas.v1.HealthChange;
import com.lealup.schemas.v1.HealthScore;
import com.lealup.schemas.v1.LimitReport;
import com.lealup.schemas.v1.SegmentState;
import com.lealup.schemas.v1.UsageEvent;
import com.lealup.schemas.v1.UserState;
import com.lealup.schemas.v1.WorkspaceState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The catalogue of every topic. It creates the topics, registers their schemas and writes their documentation. */
public final class Topics {

    static {
        GeneratedTypes.trust();
    }

    private static final int SPREAD = 6;
    private static final int SINGLE = 1;

    /** Kafka's own default: 1 MiB and the overhead of a batch. */
    private static final int USUAL = 1_048_588;

    /** Custom fields accumulate over many requests of up to 1 MB each. */
    private static final int CUSTOMER = 2 * 1024 * 1024;

    /** A customer before and after, the actor, and the overhead of a batch. */
    private static final int CUSTOMER_TWICE = 2 * CUSTOMER + 64 * 1024;

    private static final Cleanup LATEST = new Cleanup.Compact(Duration.ofDays(1), Duration.ofDays(7));

    /** Gateways read this topic whole before they are ready, so replaced heartbeats must not pile up. */
    private static final Cleanup LATEST_KEYS = new Cleanup.Compact(Duration.ofHours(1), Duration.ofDays(7));

    private static final Cleanup WEEK = new Cleanup.Delete(Duration.ofDays(7));
    private static final Cleanup MONTH = new Cleanup.Delete(Duration.ofDays(30));

    /** Longer than anything about the customer stays anywhere. */
    private static final Cleanup QUARTER = new Cleanup.Delete(Duration.ofDays(90));

    /** Longer than any bucket takes to fill; who starts reads the last of it. */
    private static final Cleanup HOUR = new Cleanup.Delete(Duration.ofHours(1));

    private static final String GATEWAY = "gateway-service";

    private static final List<String> EVERY_SERVICE =
            List.of("customer-service", GATEWAY, "health-service", "ingest-service", "webhook-service");

    public static final Topic<CustomerState> CUSTOMERS = new Topic<>(
            "lealup.customers.v1",
            CustomerState.class,
            RecordKey.TENANT_CUSTOMER,
            SPREAD,
            LATEST,
            CUSTOMER,
            "customer-service",
            List.of("health-service.customers"),
            "A customer's full state after each change; a tombstone when it is erased.");

    public static final Topic<CustomerChange> CUSTOMER_CHANGES = new Topic<>(
            "lealup.customer-changes.v1",
            CustomerChange.class,
            RecordKey.TENANT_CUSTOMER,
            SPREAD,
            MONTH,
            CUSTOMER_TWICE,
            "customer-service",
            List.of(
                    "gateway-service.customer-changes",
                    "health-service.customer-changes",
                    "webhook-service.customer-changes"),
            "Every change of a customer: what it was, what it is, who did it in which request.");

    public static final Topic<WorkspaceState> WORKSPACES = new Topic<>(
            "lealup.workspaces.v1",
            WorkspaceState.class,
            RecordKey.TENANT,
            SINGLE,
            LATEST,
            USUAL,
            GATEWAY,
            List.of("customer-service.workspaces"),
            "A workspace's plan, trial and time zone after each change.");

    public static final Topic<UserState> USERS = new Topic<>(
            "lealup.users.v1",
            UserState.class,
            RecordKey.TENANT_USER,
            SINGLE,
            LATEST,
            USUAL,
            GATEWAY,
            List.of("customer-service.users"),
            "A workspace's user after each change: e-mail, name, role; owners of customers are users.");

    public static final Topic<SegmentState> SEGMENTS = new Topic<>(
            "lealup.segments.v1",
            SegmentState.class,
            RecordKey.TENANT_SEGMENT,
            SINGLE,
            LATEST,
            USUAL,
            "customer-service",
            List.of("webhook-service.segments"),
            "A segment's name and filter after each change; a tombstone when it is deleted.");

    public static final Topic<ErasureRequest> ERASURES = new Topic<>(
            "lealup.erasures.v1",
            ErasureRequest.class,
            RecordKey.TENANT_CUSTOMER,
            SPREAD,
            QUARTER,
            USUAL,
            "customer-service",
            List.of(
                    "gateway-service.erasures",
                    "health-service.erasures",
                    "ingest-service.erasures",
                    "webhook-service.erasures"),
            "Customers that every service is to erase; nothing about them but their ids.");

    public static final Topic<ErasureAck> ERASURE_ACKS = new Topic<>(
            "lealup.erasure-acks.v1",
            ErasureAck.class,
            RecordKey.TENANT_CUSTOMER,
            SPREAD,
            QUARTER,
            USUAL,
            EVERY_SERVICE,
            List.of("customer-service.erasure-acks"),
            "What each service erased of a customer: counts, never contents.");

    public static final Topic<UsageEvent> USAGE_EVENTS = new Topic<>(
            "lealup.usage-events.v1",
            UsageEvent.class,
            RecordKey.TENANT_CUSTOMER,
            SPREAD,
            WEEK,
            USUAL,
            "ingest-service",
            List.of("health-service.usage", "customer-service.contacts"),
            "Every usage event that was accepted.");

    public static final Topic<UsageEvent> USAGE_EVENTS_BACKFILL = new Topic<>(
            "lealup.usage-events-backfill.v1",
            UsageEvent.class,
            RecordKey.TENANT_CUSTOMER,
            SPREAD,
            WEEK,
            USUAL,
            "ingest-service",
            List.of("health-service.usage-backfill"),
            "Usage events filled in later, on a lane of their own so that they never delay live ones.");

    public static final Topic<HealthScore> HEALTH_SCORES = new Topic<>(
            "lealup.health-scores.v1",
            HealthScore.class,
            RecordKey.TENANT_CUSTOMER,
            SPREAD,
            LATEST,
            USUAL,
            "health-service",
            List.of("customer-service.health-scores"),
            "A customer's latest health score: score, band, dimensions, model version.");

    public static final Topic<HealthChange> HEALTH_CHANGES = new Topic<>(
            "lealup.health-changes.v1",
            HealthChange.class,
            RecordKey.TENANT_CUSTOMER,
            SPREAD,
            MONTH,
            USUAL,
            "health-service",
            List.of("webhook-service.health-changes"),
            "Every change of a health score: before, after, cause and explanation.");

    public static final Topic<ApiKeyFact> API_KEYS = new Topic<>(
            "lealup.api-keys.v1",
            ApiKeyFact.class,
            RecordKey.API_KEY,
            SINGLE,
            LATEST_KEYS,
            USUAL,
            GATEWAY,
            List.of(),
            "API keys (hash, scopes, state, a MAC over all) and a heartbeat; only gateways may read it.");

    public static final Topic<AuditAct> WEBHOOK_ACTS = new Topic<>(
            "lealup.webhook-acts.v1",
            AuditAct.class,
            RecordKey.TENANT,
            SINGLE,
            MONTH,
            USUAL,
            "webhook-service",
            List.of("gateway-service.webhook-acts"),
            "Every administrative act on webhook subscriptions and deliveries, for the audit log.");

    public static final Topic<AuditAct> CUSTOMER_ACTS = new Topic<>(
            "lealup.customer-acts.v1",
            AuditAct.class,
            RecordKey.TENANT,
            SINGLE,
            MONTH,
            USUAL,
            "customer-service",
            List.of("gateway-service.customer-acts"),
            "Every act on segments, custom fields and contacts, for the audit log; a contact's subject is its customer.");

    public static final Topic<AuditAct> HEALTH_ACTS = new Topic<>(
            "lealup.health-acts.v1",
            AuditAct.class,
            RecordKey.TENANT,
            SINGLE,
            MONTH,
            USUAL,
            "health-service",
            List.of("gateway-service.health-acts"),
            "Every act on health models and overrides, for the audit log; an override's subject is its customer.");

    public static final Topic<LimitReport> REQUEST_LIMITS = new Topic<>(
            "lealup.request-limits.v1",
            LimitReport.class,
            RecordKey.INSTANCE,
            SINGLE,
            HOUR,
            USUAL,
            GATEWAY,
            List.of(),
            "How many requests of each workspace the gateways let in, told among themselves ten times a second.");

    public static final Topic<LimitReport> EVENT_LIMITS = new Topic<>(
            "lealup.event-limits.v1",
            LimitReport.class,
            RecordKey.INSTANCE,
            SINGLE,
            HOUR,
            USUAL,
            "ingest-service",
            List.of(),
            "How many events of each workspace the ingest services took, told among themselves ten times a second.");

    public static final Topic<DeadLetter> DEAD_LETTERS = new Topic<>(
            "lealup.dead-letters.v1",
            DeadLetter.class,
            RecordKey.DEAD_LETTER,
            SPREAD,
            MONTH,
            USUAL,
            EVERY_SERVICE,
            List.of("gateway-service.dead-letters"),
            "What consumers could not process, why, and what became of it; never the records themselves.");

    public static final Topic<DeadLetterRequest> DEAD_LETTER_REQUESTS = new Topic<>(
            "lealup.dead-letter-requests.v1",
            DeadLetterRequest.class,
            RecordKey.DEAD_LETTER,
            SINGLE,
            MONTH,
            USUAL,
            GATEWAY,
            EVERY_SERVICE.stream()
                    .map(service -> service + ".dead-letter-requests")
                    .toList(),
            "Dead letters that somebody wants to be processed again or dismissed.");

    private static final List<Topic<?>> ALL = List.of(
            CUSTOMERS,
            CUSTOMER_CHANGES,
            WORKSPACES,
            USERS,
            SEGMENTS,
            ERASURES,
            ERASURE_ACKS,
            USAGE_EVENTS,
            USAGE_EVENTS_BACKFILL,
            HEALTH_SCORES,
            HEALTH_CHANGES,
            API_KEYS,
            WEBHOOK_ACTS,
            CUSTOMER_ACTS,
            HEALTH_ACTS,
            REQUEST_LIMITS,
            EVENT_LIMITS,
            DEAD_LETTERS,
            DEAD_LETTER_REQUESTS);

    private Topics() {}

    /** Every topic whose values have a schema. */
    public static List<Topic<?>> all() {
        return ALL;
    }

    /** The dead-letter topics of all of them. */
    public static List<DeadLetterTopic> deadLetters() {
        return ALL.stream().flatMap(topic -> topic.deadLetters().stream()).toList();
    }

    /** Every topic that a broker must have. */
    public static List<KafkaTopic> toCreate() {
        return Stream.<KafkaTopic>concat(ALL.stream(), deadLetters().stream()).toList();
    }

    /** The topic of that name, if it is one whose values have a schema. */
    public static Optional<Topic<?>> find(String name) {
        return ALL.stream().filter(topic -> topic.name().equals(name)).findFirst();
    }
}
