package com.lealup.gateway.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.lealup.gateway.openapi.Operations.Operation;
import com.lealup.platform.testing.ApiDescription;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The document that the build has composed, and the page made from it. */
class ComposedDocumentTest {

    private final String text = read("/openapi/openapi.json");
    private final JsonNode document = JsonMapper.shared().readTree(text);
    private final String page = read("/openapi/reference.html");

    @Test
    void holdsOperationsOfEveryService() {
        assertThat(Operations.stream(document).map(Operation::id).collect(Collectors.toSet()))
                .contains(
                        "createApiKey",
                        "listAuditEntries",
                        "createCustomer",
                        "sendEvents",
                        "getCustomerHealth",
                        "createWebhookSubscription");
    }

    @Test
    void showsExamplesThatItsSchemasAllow() {
        assertThat(ApiDescription.ofDocument(text).wrongExamples()).isEmpty();
    }

    @Test
    void asksForNoScopeThatAKeyCannotHave() {
        var scopes = document.at("/components/schemas/Scope/enum")
                .valueStream()
                .map(JsonNode::asString)
                .collect(Collectors.toSet());

        assertThat(document.findValuesAsString("x-required-scope").stream()
                        .filter(scope -> !scope.isEmpty())
                        .collect(Collectors.toSet()))
                .isSubsetOf(scopes);
    }

    @Test
    void takesAnIdempotencyKeyOnEveryPostWithAKey() {
        var without = Operations.stream(document)
                .filter(operation -> operation.method().equals("POST") && !operation.isOpen())
                .filter(operation -> !operation
                        .content()
                        .path("parameters")
                        .findValuesAsString("$ref")
                        .contains("#/components/parameters/IdempotencyKey"))
                .map(Operation::id)
                .collect(Collectors.toSet());

        assertThat(without).isEmpty();
    }

    @Test
    void isAPageThatCanBeReadWithoutAScript() {
        Operations.forEach(
                document,
                operation ->
                        assertThat(page).contains("id=\"" + operation.id() + "\"", "href=\"#" + operation.id() + "\""));
        assertThat(page)
                .doesNotContain(" style=", " onclick=", "javascript:", "href=\"http", "src=\"http", "url(")
                .containsOnlyOnce("<script")
                .contains("<script src=\"/docs.js\" defer></script>");
    }

    @Test
    void showsTextAsText() {
        var poisoned = JsonMapper.shared().readTree(text.replace("Create a customer", "<b onclick=x()>\\\"'&"));

        assertThat(ReferencePage.of(poisoned))
                .contains("&lt;b onclick=x()&gt;&quot;&#39;&amp;")
                .doesNotContain("<b onclick");
    }

    private static String read(String name) {
        try (var stream = ComposedDocumentTest.class.getResourceAsStream(name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
