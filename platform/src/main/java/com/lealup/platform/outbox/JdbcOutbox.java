package com.lealup.platform.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.lealup.platform.correlation.Correlation;
import java.sql.Connection;
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
