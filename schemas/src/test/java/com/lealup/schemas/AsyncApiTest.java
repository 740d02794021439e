package com.lealup.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.SchemaParser;
import org.junit.jupiter.api.Test;

class AsyncApiTest {

    private final Map<String, Object> document = AsyncApi.yaml().load(AsyncApi.document("1.2.3"));

    @Test
    void theCommittedDocumentIsFresh() {
        Golden.assertFresh(Path.of("asyncapi.yaml"), AsyncApi.document(Released.versionInTheMaking()));
    }

    @Test
    void describesEveryTopicAndNoOther() {
        assertThat(at("channels"))
                .containsOnlyKeys(
                        Topics.toCreate().stream().map(KafkaTopic::name).toArray(String[]::new));
    }

    @Test
    void carriesTheSchemaThatTheCodeWritesWith() {
        assertThat(Topics.all()).allSatisfy(topic -> {
            Object schema = at("components", "schemas", topic.valueType().getSimpleName())
                    .get("schema");

            assertThat(SchemaNormalization.toParsingForm(
                            SchemaParser.parseSingle(new ObjectMapper().writeValueAsString(schema))))
                    .isEqualTo(SchemaNormalization.toParsingForm(topic.schema()));
        });
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        List<String> references = new ArrayList<>();
        collectReferences(document, references);

        assertThat(references)
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(
                                at(reference.substring("#/".length()).split("/", -1)))
                        .isNotEmpty());
    }

    private Map<String, Object> at(String... path) {
        Map<String, Object> here = document;
        for (String step : path) {
            assertThat(here).containsKey(step);
            here = child(here, step);
        }
        return here;
    }

    @SuppressWarnings("unchecked") // Maps of the document have text keys.
    private static Map<String, Object> child(Map<String, Object> parent, String step) {
        return (Map<String, Object>) parent.get(step);
    }

    private static void collectReferences(Object node, List<String> references) {
        if (node instanceof Map<?, ?> map) {
            if (map.get("$ref") instanceof String reference) {
                references.add(reference);
            }
            map.values().forEach(value -> collectReferences(value, references));
        } else if (node instanceof Collection<?> values) {
            values.forEach(value -> collectReferences(value, references));
        }
    }
}
