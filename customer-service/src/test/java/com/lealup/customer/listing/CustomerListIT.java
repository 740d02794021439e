package com.lealup.customer.listing;

import static org.assertj.core.api.Assertions.assertThat;

import com.lealup.customer.testing.Answer;
import com.lealup.customer.testing.Api;
import com.lealup.customer.testing.ServiceIT;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CustomerListIT extends ServiceIT {

    @Test
    void staysStableWhileCustomersAreAdded() {
        // Given
        for (var i = 0; i < 10; i++) {
            create("{\"name\": \"Old " + i + "\"}");
        }

        // When
        var seen = new ArrayList<String>();
        var path = "/v1/customers?limit=3";
        var page = api.get(path);
        while (true) {
            seen.addAll(names(page));
            create("{\"name\": \"New\"}");
            if (!page.json().get("has_more").booleanValue()) {
                break;
            }
            page = api.get(path + "&cursor=" + page.string("next_cursor"));
        }

        // Then
        assertThat(seen)
                .containsExactly(
                        "Old 9", "Old 8", "Old 7", "Old 6", "Old 5", "Old 4", "Old 3", "Old 2", "Old 1", "Old 0");
        assertThat(page.json().get("next_cursor").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "name, a b C D",
        "-name, D C b a",
        "arr, b a D C",
        "-arr, a b C D",
        "renewal_date, C a D b",
        "-renewal_date, a C b D",
        "created_at, a D b C",
        "-created_at, C b D a",
        "health_score, a D b C",
        "-health_score, C b D a",
    })
    void pagesThroughEveryOrder(String sort, String expected) {
        // Given
        create("{\"name\": \"a\", \"arr\": 20, \"renewal_date\": \"2027-02-01\"}");
        create("{\"name\": \"D\"}");
        create("{\"name\": \"b\", \"arr\": 3.5}");
        create("{\"name\": \"C\", \"renewal_date\": \"2027-01-01\"}");

        // When
        var seen = new ArrayList<String>();
        var path = "/v1/customers?limit=1&sort=" + sort;
        var page = api.get(path);
        seen.addAll(names(page));
        while (page.json().get("has_more").booleanValue()) {
            page = api.get(path + "&cursor=" + page.string("next_cursor"));
            seen.addAll(names(page));
        }

        // Then
        assertThat(String.join(" ", seen)).isEqualTo(expected);
        assertThat(names(api.get("/v1/customers?sort=" + sort))).isEqualTo(seen);
    }

    @Test
    void filters() {
        // Given
        var today = LocalDate.now(ZoneOffset.UTC);
        var owned =
                api.post("/v1/customers", "{\"name\": \"owned\", \"arr\": 100, \"owner_email\": \"o@example.com\"}");
        create("{\"name\": \"trial\", \"arr\": 99.99, \"status\": \"trial\"}");
        create("{\"name\": \"soon\", \"status\": \"churned\", \"renewal_date\": \"" + today.plusDays(30) + "\"}");
        create("{\"name\": \"late\", \"renewal_date\": \"" + today.plusDays(31) + "\"}");
        create("{\"name\": \"past\", \"renewal_date\": \"" + today.minusDays(1) + "\"}");

        // Then
        assertThat(listed("status=trial,churned")).containsExactlyInAnyOrder("trial", "soon");
        assertThat(listed("owner_id=" + owned.string("owner_id"))).containsExactly("owned");
        assertThat(listed("min_arr=100")).containsExactly("owned");
        assertThat(listed("max_arr=99.99")).containsExactly("trial");
        assertThat(listed("min_arr=99.99&max_arr=100&status=active")).containsExactly("owned");
        assertThat(listed("renewal_within_days=30")).containsExactly("soon");
        assertThat(listed("renewal_within_days=31")).containsExactlyInAnyOrder("soon", "late");
        assertThat(listed("health_status=healthy")).isEmpty();
    }

    @Test
    void namesEveryParameterThatIsWrong() {
        var answer = api.get(
                "/v1/customers?status=gone&owner_id=x&health_status=ill&min_arr=-1&max_arr=1.234&renewal_within_days=x"
                        + "&deleted=1&sort=id");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.failing())
                .containsExactlyInAnyOrder(
                        "?status",
                        "?owner_id",
                        "?health_status",
                        "?min_arr",
                        "?max_arr",
                        "?renewal_within_days",
                        "?deleted",
                        "?sort");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=201",
                "limit=x",
                "cursor=x",
                "cursor=",
                "sort=",
                "sort=--name",
                "status=",
                "status=active,",
                "min_arr=NaN",
                "min_arr=1e3",
                "min_arr=%00",
                "owner_id=%27%20or%201=1--",
                "sort=name%3Bdrop%20table%20customers",
                "renewal_within_days=99999999999",
                "sort=name&sort=arr",
                "q=",
                "segment_id=x",
                "segment_id=01ARZ3NDEKTSV4RRFFQ69G5FAV",
                "filter=x",
                "filter=%7B%7D",
                "health_status=healthy,",
            })
    void refusesParametersThatItDoesNotUnderstand(String query) {
        assertThat(api.get("/v1/customers?" + query).status()).isEqualTo(400);
    }

    @Test
    void refusesACursorOfAnotherListOrAMadeUpOne() {
        // Given
        create("{\"name\": \"a\"}");
        create("{\"name\": \"b\"}");
        var cursor = api.get("/v1/customers?limit=1").string("next_cursor");

        // Then
        assertThat(api.get("/v1/customers?limit=2&cursor=" + cursor).status()).isEqualTo(200);
        assertThat(api.get("/v1/customers?limit=1&sort=name&cursor=" + cursor).status())
                .isEqualTo(400);
        assertThat(Api.ofNewWorkspace(port())
                        .get("/v1/customers?cursor=" + cursor)
                        .status())
                .isEqualTo(400);
        for (var i = 0; i < cursor.length(); i++) {
            var forged = new StringBuilder(cursor);
            forged.setCharAt(i, cursor.charAt(i) == 'A' ? 'B' : 'A');
            assertThat(api.get("/v1/customers?limit=1&cursor=" + forged).status())
                    .isIn(200, 400);
        }
        var invented = Base64.getUrlEncoder().encodeToString("[\"x\",\"y\"]".getBytes(StandardCharsets.UTF_8));
        assertThat(api.get("/v1/customers?cursor=" + invented).status()).isEqualTo(400);
    }

    private List<String> listed(String query) {
        var answer = api.get("/v1/customers?" + query);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return names(answer);
    }

    private static List<String> names(Answer page) {
        return StreamSupport.stream(page.json().get("data").spliterator(), false)
                .map(customer -> customer.get("name").stringValue())
                .toList();
    }
}
