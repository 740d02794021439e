package com.lealup.webhook.segment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class SegmentFilterTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 29);

    private static final String CUSTOMER = """
            {"name": "Zoë Bücher Straße", "email_domain": "xn--bcher-kva.example", "arr": 50000, "owner_id": null,
             "owner_email": "Ana@acme.example", "status": "active", "renewal_date": "2026-12-29",
             "custom_fields": {"seats": 12.50, "region": "EMEA", "pilot": true, "code": "7"},
             "health_score": 52, "health_status": "neutral", "created_at": "2026-04-15T14:25:00Z"}
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'field': 'arr', 'op': 'gte', 'value': 50000.00} | true",
                "{'field': 'arr', 'op': 'gt', 'value': 50000} | false",
                "{'field': 'arr', 'op': 'in', 'value': [1, 5E4]} | true",
                "{'field': 'name', 'op': 'contains', 'value': 'ZOE BUCHER STRASSE'} | true",
                "{'field': 'name', 'op': 'lt', 'value': 'a'} | true",
                "{'field': 'name', 'op': 'eq', 'value': 'zoë bücher straße'} | false",
                "{'field': 'email_domain', 'op': 'eq', 'value': 'Bücher.example'} | true",
                "{'field': 'owner_email', 'op': 'eq', 'value': 'ana@ACME.example'} | true",
                "{'field': 'owner_id', 'op': 'is_null'} | true",
                "{'field': 'owner_id', 'op': 'ne', 'value': '01KAR6A8C1E4G7J0M3P6S9V2X5'} | true",
                "{'field': 'owner_id', 'op': 'eq', 'value': '01KAR6A8C1E4G7J0M3P6S9V2X5'} | false",
                "{'field': 'status', 'op': 'in', 'value': ['trial', 'active']} | true",
                "{'field': 'renewal_date', 'op': 'within_days', 'value': 30} | true",
                "{'field': 'renewal_date', 'op': 'within_days', 'value': 29} | false",
                "{'field': 'renewal_date', 'op': 'lt', 'value': '2027-01-01'} | true",
                "{'field': 'created_at', 'op': 'eq', 'value': '2026-04-15T16:25:00+02:00'} | true",
                "{'field': 'health_status', 'op': 'eq', 'value': 'neutral'} | true",
                "{'field': 'health_score', 'op': 'lt', 'value': 52} | false",
                "{'field': 'custom_fields.seats', 'op': 'eq', 'value': 12.5} | true",
                "{'field': 'custom_fields.seats', 'op': 'gt', 'value': '1'} | false",
                "{'field': 'custom_fields.code', 'op': 'eq', 'value': 7} | false",
                "{'field': 'custom_fields.code', 'op': 'in', 'value': ['7', true]} | true",
                "{'field': 'custom_fields.pilot', 'op': 'eq', 'value': true} | true",
                "{'field': 'custom_fields.pilot', 'op': 'ne', 'value': 'true'} | true",
                "{'field': 'custom_fields.none', 'op': 'lte', 'value': 1} | false",
                "{'field': 'custom_fields.none', 'op': 'is_null'} | true",
                "{'not': {'field': 'custom_fields.none', 'op': 'lte', 'value': 1}} | true",
                "{'and': [{'field': 'arr', 'op': 'gt', 'value': 1}, {'field': 'status', 'op': 'eq', 'value': 'paused'}]} | false",
                "{'or': [{'field': 'arr', 'op': 'lt', 'value': 1}, {'field': 'status', 'op': 'eq', 'value': 'active'}]} | true",
                "{'field': 'arr', 'op': 'of_a_later_version', 'value': 1} | false",
            })
    void meansWhatItMeansInTheListOfCustomers(String filter, boolean holds) {
        var customer = JsonMapper.shared().readTree(CUSTOMER);

        assertThat(SegmentFilter.of(filter.replace('\'', '"')).holds(customer, TODAY))
                .isEqualTo(holds);
    }
}
