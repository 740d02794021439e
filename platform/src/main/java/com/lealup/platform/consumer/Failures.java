package com.lealup.platform.consumer;

import com.lealup.platform.serde.RegistryUnavailableException;
import com.lealup.platform.serde.UndecodableException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;

/** Tells failures that pass by themselves from failures that are in the data. */
final class Failures {

    /**
     * SQLState classes (PostgreSQL, appendix A) that say nothing about the data: connection, feature not supported (a
     * cached plan that a migration made invalid), invalid transaction state, authorization, unknown database or schema,
     * rollback (serialization, deadlock), access rule or unknown table (a grant or a migration is missing),
     * insufficient resources, operator intervention, system error, internal error; and lock not available.
     */
    private static final Set<String> CLASSES =
            Set.of("08", "0A", "25", "28", "3D", "3F", "40", "42", "53", "57", "58", "XX");

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private Failures() {}

    /** Whether trying the same thing again later may succeed. */
    static boolean isOfInfrastructure(Throwable failure) {
        if (causes(failure).anyMatch(Failures::isOfTheRecord)) {
            return false;
        }
        // The database's own word goes before Spring's, which counts a row too large for its index as an outage.
        return sqlState(failure)
                .map(Failures::isOfInfrastructure)
                .orElseGet(() -> causes(failure).anyMatch(Failures::passes));
    }

    private static Optional<String> sqlState(Throwable failure) {
        return causes(failure)
                .filter(SQLException.class::isInstance)
                .map(cause -> ((SQLException) cause).getSQLState())
                .filter(Objects::nonNull)
                .findFirst();
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause);
    }

    private static boolean isOfTheRecord(Throwable cause) {
        return cause instanceof UndecodableException || cause instanceof PoisonRecordException;
    }

    private static boolean passes(Throwable cause) {
        return cause instanceof RegistryUnavailableException
                || cause instanceof TransientDataAccessException
                || cause instanceof RecoverableDataAccessException
                || cause instanceof DataAccessResourceFailureException
                || cause instanceof TransactionException
                // Without a state it is the pool or the driver that speaks, and they know nothing of the data.
                || cause instanceof SQLException
                || cause instanceof KafkaException
                || cause instanceof IOException
                || cause instanceof TimeoutException
                || cause instanceof InterruptedException;
    }

    private static boolean isOfInfrastructure(String sqlState) {
        return sqlState.equals(LOCK_NOT_AVAILABLE)
                || (sqlState.length() == 5 && CLASSES.contains(sqlState.substring(0, 2)));
    }
}
