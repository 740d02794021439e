package com.lealup.customer.filter;

import com.lealup.customer.account.CustomerStatus;
import com.lealup.customer.health.HealthBand;
import com.lealup.customer.owner.OwnerId;
import com.lealup.customer.value.Checked;
import com.lealup.customer.value.EmailDomain;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The fields of every customer that a filter can look at: the column of each, and which values it compares with. */
enum CustomerField {
    NAME("c.name", "text", Kind.TEXT, "a text"),
    EMAIL_DOMAIN("c.email_domain", "text", Kind.TEXT, "a domain such as acme.com"),
    ARR("c.arr", "numeric", Kind.ORDERED, "an amount"),
    OWNER_ID("c.owner_id", "uuid", Kind.NAMED, "the id of a user, 26 characters"),
    OWNER_EMAIL("o.email_folded", "text", Kind.TEXT, "an e-mail address"),
    STATUS("c.status", "text", Kind.NAMED, "active, trial, churned or paused"),
    RENEWAL_DATE("c.renewal_date", "date", Kind.DAY, "a date such as 2027-01-31"),
    HEALTH_SCORE("h.score", "numeric", Kind.ORDERED, "a number"),
    HEALTH_STATUS("h.status", "text", Kind.NAMED, "healthy, neutral or at_risk"),
    CREATED_AT("c.created_at", "timestamptz", Kind.ORDERED, "a time such as 2026-04-15T14:25:00Z"),
    UPDATED_AT("c.updated_at", "timestamptz", Kind.ORDERED, "a time such as 2026-04-15T14:25:00Z");

    /** What can be asked of a field, besides whether it is empty and what it is equal to. */
    enum Kind {
        /** Order, and what it contains. */
        TEXT,
        /** Order. */
        ORDERED,
        /** Order, and how near it is. */
        DAY,
        /** Nothing more. */
        NAMED
    }

    private final String column;
    private final String type;
    private final Kind kind;
    private final String takes;

    CustomerField(String column, String type, Kind kind, String takes) {
        this.column = column;
        this.type = type;
        this.kind = kind;
        this.takes = takes;
    }

    static Optional<CustomerField> of(String word) {
        return Arrays.stream(values())
                .filter(field -> field.word().equals(word))
                .findFirst();
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    String column() {
        return column;
    }

    /** What its values are to Postgres. */
    String type() {
        return type;
    }

    Kind kind() {
        return kind;
    }

    /** What its values are, for people. */
    String takes() {
        return takes;
    }

    /** A value as a client wrote it; empty if it is none of this field's. */
    Optional<Object> read(JsonNode value) {
        return switch (this) {
            case NAME -> text(value).map(text -> text);
            case EMAIL_DOMAIN -> text(value).flatMap(CustomerField::domain);
            case OWNER_ID -> text(value).flatMap(OwnerId::parse).map(OwnerId::value);
            case OWNER_EMAIL -> text(value).map(text -> text.toLowerCase(Locale.ROOT));
            case STATUS -> text(value).flatMap(CustomerStatus::of).map(CustomerStatus::word);
            case RENEWAL_DATE -> text(value).flatMap(CustomerField::day);
            case HEALTH_STATUS -> text(value).flatMap(HealthBand::of).map(HealthBand::word);
            case CREATED_AT, UPDATED_AT -> text(value).flatMap(CustomerField::moment);
            case ARR, HEALTH_SCORE -> value.isNumber() ? Optional.of(value.decimalValue()) : Optional.empty();
        };
    }

    private static Optional<String> text(JsonNode value) {
        return value.isString() ? Optional.of(value.stringValue()) : Optional.empty();
    }

    private static Optional<Object> domain(String text) {
        return switch (EmailDomain.read(text)) {
            case Checked.Valid<EmailDomain>(EmailDomain domain) -> Optional.of(domain.value());
            case Checked.Invalid<EmailDomain> invalid -> Optional.empty();
        };
    }

    private static Optional<Object> day(String text) {
        try {
            return text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}") && !text.startsWith("0000")
                    ? Optional.of(LocalDate.parse(text))
                    : Optional.empty();
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Optional<Object> moment(String text) {
        try {
            return text.matches("[1-9][0-9]{3}-.*")
                    ? Optional.of(Instant.from(OffsetDateTime.parse(text)).atOffset(ZoneOffset.UTC))
                    : Optional.empty();
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
