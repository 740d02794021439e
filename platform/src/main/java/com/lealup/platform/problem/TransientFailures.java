package com.lealup.platform.problem;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.List;
import org.apache.kafka.common.errors.RetriableException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.TransactionTimedOutException;
import org.springframework.web.client.ResourceAccessException;

/** Tells "a part is away, the same request will work later" from "we are wrong". */
final class TransientFailures {

    private static final int DEEPEST_CAUSE = 20;

    // PostgreSQL, appendix A: connection exception, insufficient resources, operator intervention, serialization
    // failure, deadlock, lock not available, and read-only (a standby after a failover).
    private static final List<String> SQL_STATES = List.of("08", "53", "57", "40001", "40P01", "55P03", "25006");

    private TransientFailures() {}

    static boolean isTransient(Throwable thrown) {
        var t = thrown;
        for (var depth = 0; t != null && depth < DEEPEST_CAUSE; depth++) {
            if (isTransientItself(t)) {
                return true;
            }
            t = t.getCause();
        }
        return false;
    }

    private static boolean isTransientItself(Throwable t) {
        return switch (t) {
            case TransientDataAccessException e -> true;
            case DataAccessResourceFailureException e -> true;
            case RecoverableDataAccessException e -> true;
            case CannotCreateTransactionException e -> true;
            case TransactionTimedOutException e -> true;
            // The rollback fails too when the connection broke; what broke it is what happened.
            case TransactionSystemException e ->
                e.getApplicationException() != null && isTransient(e.getApplicationException());
            case SQLTransientException e -> true;
            case SQLException e -> isTransientState(e);
            case RetriableException e -> true;
            case ResourceAccessException e -> true;
            case ConnectException e -> true;
            case NoRouteToHostException e -> true;
            case UnknownHostException e -> true;
            case SocketTimeoutException e -> true;
            case HttpTimeoutException e -> true;
            default -> false;
        };
    }

    private static boolean isTransientState(SQLException e) {
        var state = e.getSQLState();
        return state != null && SQL_STATES.stream().anyMatch(state::startsWith);
    }
}
