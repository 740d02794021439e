package com.lealup.platform.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.support.SQLStateSQLExceptionTranslator;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

class FailuresTest {

    @ParameterizedTest
    @ValueSource(strings = {"08006", "0A000", "28P01", "3D000", "40P01", "42501", "42P01", "53300", "57P01", "55P03"})
    void waitsForWhatSomebodyMustRepair(String sqlState) {
        assertThat(Failures.isOfInfrastructure(translated(sqlState))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"22P02", "22021", "23505", "23514", "54000", "P0001"})
    void setsAsideWhatTheDataIsToBlameFor(String sqlState) {
        assertThat(Failures.isOfInfrastructure(translated(sqlState))).isFalse();
    }

    @Test
    void waitsForADatabaseThatGivesNoConnection() {
        var noConnection = new SQLTransientConnectionException("timed out after 2000 ms", "28P01");

        assertThat(Failures.isOfInfrastructure(
                        new CannotCreateTransactionException("Could not open JDBC Connection", noConnection)))
                .isTrue();
    }

    @Test
    void waitsForATransactionWhoseConnectionBroke() {
        assertThat(Failures.isOfInfrastructure(new TransactionSystemException(
                        "Could not roll back JDBC transaction", new SQLException("Connection is closed"))))
                .isTrue();
    }

    private static RuntimeException translated(String sqlState) {
        var failure = new SQLException("said by the database", sqlState);
        var translated = new SQLStateSQLExceptionTranslator().translate("a batch", "select 1", failure);
        return translated == null ? new DataIntegrityViolationException("untranslated", failure) : translated;
    }
}
