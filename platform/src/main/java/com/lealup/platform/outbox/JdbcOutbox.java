package com.lealup.platform.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.lealup.platform.correlation.Correlation;
import com.lealup.platform.identity.TenantId;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Appends through whichever of the service's two roles has the current transaction. */
final class JdbcOutbox implements Outbox, RawOutbox {

    private static final String APPEND = """
            insert into outbox (topic, record_key, value, header_names, header_values)
            values (:topic, :key, :value, :names, :values)
            """;

    private static final String[] HEADERS = {
        RecordHeaders.EVENT_ID,
        RecordHeaders.TENANT_ID,
        RecordHeaders.EVENT_TYPE,
        RecordHeaders.REVISION,
        RecordHeaders.REQUEST_ID,
        RecordHeaders.TRACEPARENT
    };

    private static final String APPEND_ALL = """
            insert into outbox (topic, record_key, value, header_names, header_values)
            select topic, convert_to(key, 'UTF8'), value, :names, array[
                convert_to(event_id, 'UTF8'), convert_to(:tenant, 'UTF8'), convert_to(event_type, 'UTF8'),
                convert_to(revision::text, 'UTF8'), convert_to(:requestId, 'UTF8'), convert_to(:traceparent, 'UTF8')]
            from unnest(:topics, :keys, :values, :eventIds, :eventTypes, :revisions)
                with ordinality as fact (topic, key, value, event_id, event_type, revision, place)
            order by place
            """;

    private final List<DataSource> dataSources;
    private final RelaySignal signal;

    JdbcOutbox(List<DataSource> dataSources, RelaySignal signal) {
        this.dataSources = dataSources;
        this.signal = signal;
    }

    @Override
    public void append(OutboxRecord record) {
        Correlation correlation = Correlation.current();
        var headers = new LinkedHashMap<String, byte[]>();
        headers.put(RecordHeaders.EVENT_ID, record.eventId().toString().getBytes(UTF_8));
        headers.put(RecordHeaders.TENANT_ID, record.tenantId().toString().getBytes(UTF_8));
        headers.put(RecordHeaders.EVENT_TYPE, record.eventType().getBytes(UTF_8));
        headers.put(RecordHeaders.REVISION, Long.toString(record.revision()).getBytes(UTF_8));
        headers.put(RecordHeaders.REQUEST_ID, correlation.requestId().getBytes(UTF_8));
        headers.put(RecordHeaders.TRACEPARENT, correlation.traceparent().getBytes(UTF_8));
        append(record.topic(), record.key().getBytes(UTF_8), record.value(), headers);
    }

    @Override
    public void appendAll(List<OutboxRecord> records) {
        var byTenant = new LinkedHashMap<TenantId, List<OutboxRecord>>();
        records.forEach(record -> byTenant.computeIfAbsent(record.tenantId(), tenant -> new ArrayList<>())
                .add(record));
        byTenant.forEach(this::appendAll);
    }

    /** Facts of one tenant: keys are the tenant's, so that no order is lost between two of them. */
    private void appendAll(TenantId tenant, List<OutboxRecord> records) {
        Correlation correlation = Correlation.current();
        JdbcClient.create(transactional())
                .sql(APPEND_ALL)
                .param("names", HEADERS)
                .param("tenant", tenant.toString())
                .param("requestId", correlation.requestId())
                .param("traceparent", correlation.traceparent())
                .param("topics", records.stream().map(OutboxRecord::topic).toArray(String[]::new))
                .param("keys", records.stream().map(OutboxRecord::key).toArray(String[]::new))
                .param("values", records.stream().map(OutboxRecord::value).toArray(byte[][]::new))
                .param(
                        "eventIds",
                        records.stream()
                                .map(record -> record.eventId().toString())
                                .toArray(String[]::new))
                .param(
                        "eventTypes",
                        records.stream().map(OutboxRecord::eventType).toArray(String[]::new))
                .param("revisions", records.stream().map(OutboxRecord::revision).toArray(Long[]::new))
                .update();
        wakeRelayAfterCommit();
    }

    @Override
    public void append(String topic, byte @Nullable [] key, byte @Nullable [] value, Map<String, byte[]> headers) {
        JdbcClient.create(transactional())
                .sql(APPEND)
                .param("topic", topic)
                .param("key", key)
                .param("value", value)
                .param("names", headers.keySet().toArray(String[]::new))
                .param("values", headers.values().toArray(byte[][]::new))
                .update();
        wakeRelayAfterCommit();
    }

    private DataSource transactional() {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            for (DataSource dataSource : dataSources) {
                if (hasTransaction(dataSource)) {
                    return dataSource;
                }
            }
        }
        throw new IllegalStateException(
                "A fact is published only together with the change that caused it: there is no transaction here");
    }

    /** A mere query by the other role binds a connection to the thread, too, but one that commits by itself. */
    private static boolean hasTransaction(DataSource dataSource) {
        return TransactionSynchronizationManager.hasResource(dataSource)
                && Boolean.FALSE.equals(
                        new JdbcTemplate(dataSource).execute((ConnectionCallback<Boolean>) Connection::getAutoCommit));
    }

    private void wakeRelayAfterCommit() {
        if (TransactionSynchronizationManager.getSynchronizations().stream().anyMatch(Wake.class::isInstance)) {
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new Wake(signal));
    }

    private record Wake(RelaySignal signal) implements TransactionSynchronization {
        @Override
        public void afterCommit() {
            signal.raise();
        }
    }
}
