package com.lealup.platform.consumer;

import com.lealup.platform.serde.RegistryUnavailableException;
import com.lealup.platform.serde.UndecodableException;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;

/** Tells failures that pass by themselves from failures that are in the data. */
final class Failures {

    /**
     * SQLState classes (PostgreSQL, appendix A) that say nothing about the data: connection, invalid transaction state,
     * rollback (serialization, deadlock), insufficient resources, operator intervention, system error, internal error;
     * and lock not available.
     */
    private static final Set<String> CLASSES = Set.of("08", "25", "40", "53", "57", "58", "XX");

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private Failures() {}

    /** Whether trying the same thing again later may succeed. */
    static boolean isOfInfrastructure(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UndecodableException || cause instanceof PoisonRecordException) {
                return false;
            }
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return isOfInfrastructure(sql.getSQLState());
            }
            if (passes(cause)) {
                return true;
            }
        }
        return false;
    }

    private static boolean passes(Throwable cause) {
        return cause instanceof RegistryUnavailableException
                || cause instanceof TransientDataAccessException
                || cause instanceof RecoverableDataAccessException
                || cause instanceof DataAccessResourceFailureException
                || (cause instanceof TransactionException && causeOf(cause) == null)
                || cause instanceof SQLTransientException
                || cause instanceof SQLRecoverableException
                || cause instanceof KafkaException
                || cause instanceof IOException
                || cause instanceof TimeoutException
                || cause instanceof InterruptedException;
    }

    private static boolean isOfInfrastructure(String sqlState) {
        return sqlState.equals(LOCK_NOT_AVAILABLE)
                || (sqlState.length() == 5 && CLASSES.contains(sqlState.substring(0, 2)));
    }

    private static @Nullable Throwable causeOf(Throwable failure) {
        return failure.getCause();
    }
}
