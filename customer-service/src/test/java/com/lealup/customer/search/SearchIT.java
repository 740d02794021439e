package com.lealup.customer.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.lealup.customer.testing.Answer;
import com.lealup.customer.testing.Api;
import com.lealup.customer.testing.ServiceIT;
import com.lealup.platform.database.Worker;
import com.lealup.platform.identity.Callers;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

class SearchIT extends ServiceIT {

    @Autowired
    @Worker
    private JdbcClient worker;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transactions;

    @Autowired
    private SearchWords searches;

    @ParameterizedTest
    @CsvSource({
        // A word, its beginning, several of either in any order.
        "harbor, Blue Harbor Systems",
        "harb, Blue Harbor Systems",
        "SYST blue, Blue Harbor Systems",
        // Accents, case, ligatures, strokes.
        "cafe, Café Müller",
        "CAFÉ muller, Café Müller",
        "mueller, Café Müller",
        "lodz strasse, ŁÓDŹ Straße",
        "łódź, ŁÓDŹ Straße",
        // Marks between letters.
        "oneill, O'Neill & Sons",
        "o'neill, O'Neill & Sons",
        "neill sons, O'Neill & Sons",
        // Domains, internationalised ones in either spelling.
        "harbor-blue.io, Blue Harbor Systems",
        "bücher.example, Books",
        "xn--bcher-kva.example, Books",
        "buch, Books",
        // One typo: swapped, missing, additional, wrong; in a beginning, too.
        "habror, Blue Harbor Systems",
        "hrbor, Blue Harbor Systems",
        "harbour, Blue Harbor Systems",
        "harbir, Blue Harbor Systems",
        "sisrems, ''",
        "sysyem, Blue Harbor Systems",
        "blie harbro, Blue Harbor Systems",
        "испитание, Испытание",
        "株式, 株式会社",
        // Each word is somebody's, but nobody has both as they are written.
        "blue mullar, ''",
        "nothing, ''",
    })
    void findsByTheWordsOfNameAndDomain(String q, String expected) {
        // Given
        create("{\"name\": \"Blue Harbor Systems\", \"email_domain\": \"harbor-blue.io\"}");
        create("{\"name\": \"Café Müller\"}");
        create("{\"name\": \"ŁÓDŹ Straße\"}");
        create("{\"name\": \"O'Neill & Sons\"}");
        create("{\"name\": \"Books\", \"email_domain\": \"bücher.example\"}");
        create("{\"name\": \"Испытание\"}");
        create("{\"name\": \"株式会社\"}");

        // Then
        assertThat(String.join(",", searched(q))).isEqualTo(expected);
    }

    @Test
    void showsTheWholeWordBeforeWhatItBegins() {
        create("{\"name\": \"Acmeology\"}");
        create("{\"name\": \"The Acme\"}");
        create("{\"name\": \"Acmecorp Acme\"}");

        assertThat(searched("acme")).containsExactly("The Acme", "Acmecorp Acme", "Acmeology");
    }

    @Test
    void forgivesOnlyWhenNobodyHasTheWordsAsWritten() {
        create("{\"name\": \"Beta\"}");
        create("{\"name\": \"Zeta\"}");

        assertThat(searched("beta")).containsExactly("Beta");
        assertThat(searched("bzta")).containsExactly("Beta");
        assertThat(searched("xeta")).containsExactlyInAnyOrder("Beta", "Zeta");
    }

    @Test
    void followsChangesAndTheTrash() {
        // Given
        var id = create("{\"name\": \"Alpha\", \"email_domain\": \"alpha.io\"}");

        // When
        api.patch("/v1/customers/" + id, "{\"name\": \"Omega\"}");

        // Then
        assertThat(searched("omega")).containsExactly("Omega");
        assertThat(searched("alpha")).containsExactly("Omega");
        api.patch("/v1/customers/" + id, "{\"email_domain\": null}");
        assertThat(searched("alpha")).isEmpty();
        api.delete("/v1/customers/" + id);
        assertThat(searched("omega")).isEmpty();
        assertThat(names(api.get("/v1/customers?q=omega&deleted=true"))).containsExactly("Omega");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&sort=name", "&sort=-arr", "&sort=health_score", "&sort=created_at", "&status=active"})
    void pagesThroughWhatItFinds(String more) {
        // Given
        for (var i = 0; i < 9; i++) {
            create("{\"name\": \"Acme" + i % 3 + " acme " + i + "\"" + (i % 2 == 0 ? ", \"arr\": " + i : "") + "}");
            create("{\"name\": \"Other " + i + "\"}");
        }

        // Then
        for (var q : List.of("acme", "acne")) {
            var path = "/v1/customers?limit=2&q=" + q + more;
            var page = api.get(path);
            var seen = new ArrayList<>(names(page));
            while (page.json().get("has_more").booleanValue()) {
                page = api.get(path + "&cursor=" + page.string("next_cursor"));
                assertThat(page.status()).as(page.text()).isEqualTo(200);
                seen.addAll(names(page));
            }
            assertThat(seen).hasSize(9).doesNotHaveDuplicates();
            assertThat(names(api.get("/v1/customers?q=" + q + more))).isEqualTo(seen);
        }
    }

    @Test
    void combinesWithEveryOtherFilter() {
        create("{\"name\": \"Acme One\", \"arr\": 10, \"status\": \"trial\"}");
        create("{\"name\": \"Acme Two\", \"arr\": 20}");

        assertThat(names(api.get("/v1/customers?q=acme&min_arr=15"))).containsExactly("Acme Two");
        assertThat(names(api.get("/v1/customers?q=acne&status=trial&sort=name")))
                .containsExactly("Acme One");
    }

    /** The short way for ASCII against the long one, on texts of all its characters. */
    @Test
    void findsTheSameWordsOfAsciiTheShortWayAndTheLongOne() {
        assertThat(worker.sql("""
                                with texts as (
                                    select i, string_agg(chr(1 + floor(random() * 127)::int), '') as text
                                    from generate_series(1, 3000) as i
                                    cross join generate_series(1, 40) as place
                                    group by i
                                ),
                                written as (
                                    select left(text, 25) as name,
                                           case when i % 3 > 0 then right(text, 14) || '.Example' end as domain
                                    from texts
                                )
                                select name
                                from written
                                where (
                                    select coalesce(array_agg(distinct word collate "C"), '{}')
                                    from unnest(customer_words(name, domain)) as word
                                ) <> customer_words_of_any_script(name, domain)
                                """).query(String.class).list()).isEmpty();
        assertThat(worker.sql("select customer_words(:name, 'xn--bcher-kva.example')")
                        .param("name", "O'Neill Zoë")
                        .query((row, number) ->
                                List.of((String[]) row.getArray(1).getArray()))
                        .single())
                .containsExactly("bcher", "bucher", "example", "kva", "neill", "o", "oneill", "xn", "zoe");
    }

    @Test
    void cannotBeAskedForAnotherWorkspace() {
        // Given
        create("{\"name\": \"Secretive\"}");
        var stranger = Api.ofNewWorkspace(port());

        // Then
        assertThat(names(stranger.get("/v1/customers?q=secretive"))).isEmpty();
        var asked = Callers.call(stranger.caller(), () -> searches.written(api.tenant(), List.of("secretive")));
        assertThat(asked.hopeless()).isTrue();
        assertThat(Callers.call(
                        stranger.caller(), () -> words(api.tenant().value().toString())))
                .isZero();
        assertThat(Callers.call(api.caller(), () -> words(api.tenant().value().toString())))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "%",
                "_",
                "'",
                "';--",
                "\\",
                "***",
                "%%%___",
                "(((",
                "a b c d e f g h i",
                "\u202e",
                "🚀",
            })
    void refusesWhatHasNoWordsOrTooMany(String q) {
        var answer = api.get("/v1/customers?q=" + encoded(q));

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.failing()).containsExactly("?q");
    }

    @ParameterizedTest
    @ValueSource(strings = {"q=%00", "q=a%00b", "q=%ED%A0%80", "q=%FF", "q=a&q=b"})
    void refusesWhatIsNoText(String query) {
        assertThat(api.get("/v1/customers?" + query).status()).isEqualTo(400);
    }

    @Test
    void neverFailsOnWhateverSomebodyTypes() {
        // Given
        var random = new Random(20261124);
        var letters = "ab01 %_\\'\"()[]{}*+?.^$|&:;<>-/~`éßİıΣς\u0301\u200d\u2028株🚀\uffff";
        create("{\"name\": \"ab01\"}");

        // Then
        for (var i = 0; i < 300; i++) {
            var text = new StringBuilder();
            var length = random.nextInt(i % 10 == 0 ? 260 : 12);
            while (text.length() < length) {
                text.appendCodePoint(letters.codePointAt(
                        letters.offsetByCodePoints(0, random.nextInt(letters.codePointCount(0, letters.length())))));
            }
            var answer = api.get("/v1/customers?q=" + encoded(text.toString()) + (i % 3 == 0 ? "&sort=name" : ""));
            assertThat(answer.status()).as(text + " " + answer.text()).isIn(200, 400);
        }
    }

    private Long words(String tenant) {
        return transactions.execute(status -> jdbc.sql("select count(*) from customer_words where tenant_id = ?::uuid")
                .param(tenant)
                .query(Long.class)
                .single());
    }

    private List<String> searched(String q) {
        var answer = api.get("/v1/customers?q=" + encoded(q));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return names(answer);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static List<String> names(Answer page) {
        return StreamSupport.stream(page.json().get("data").spliterator(), false)
                .map(customer -> customer.get("name").stringValue())
                .toList();
    }
}
