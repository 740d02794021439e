package com.lealup.platform.correlation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;

class CorrelationTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    @Test
    void takesOverASaneRequestId() {
        assertThat(Correlation.of("Root=1-67891233-abcdef:/+@._", null).requestId())
                .isEqualTo("Root=1-67891233-abcdef:/+@._");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\nb", "a\u0000", "é", "\"x\"", "${jndi:ldap://x}", "<script>"})
    void replacesAnyOther(String requestId) {
        assertThat(Correlation.of(requestId, null).requestId()).hasSize(26).isNotEqualTo(requestId);
        assertThat(Correlation.of("x".repeat(129), null).requestId()).hasSize(26);
    }

    @Test
    void continuesATraceWithItsOwnSpan() {
        var correlation = Correlation.of(null, "00-" + TRACE + "-00f067aa0ba902b7-00");

        assertThat(correlation.traceId()).isEqualTo(TRACE);
        assertThat(correlation.traceparent()).matches("00-" + TRACE + "-[0-9a-f]{16}-00");
        assertThat(correlation.traceparent()).doesNotContain("00f067aa0ba902b7");
    }

    @Test
    void readsALaterVersionByItsKnownPart() {
        assertThat(Correlation.of(null, "cc-" + TRACE + "-00f067aa0ba902b7-01-what-the-future-holds")
                        .traceparent())
                .matches("00-" + TRACE + "-[0-9a-f]{16}-01");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-extra",
                "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7"
            })
    void startsAnewWhenTheTraceparentIsNone(String traceparent) {
        assertThat(Correlation.of(null, traceparent).traceparent())
                .matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01")
                .doesNotContainIgnoringCase(TRACE);
    }

    @Test
    void isBoundForTheLengthOfACallAndInEveryLogLine() {
        var outer = Correlation.of("outer", null);
        var inner = Correlation.of("inner", null);

        Correlation.run(outer, () -> {
            assertThat(Correlation.current()).isEqualTo(outer);
            Correlation.run(inner, () -> {
                assertThat(Correlation.current()).isEqualTo(inner);
                assertThat(MDC.get("request_id")).isEqualTo("inner");
                assertThat(MDC.get("trace_id")).isEqualTo(inner.traceId());
            });
            assertThat(Correlation.current()).isEqualTo(outer);
            assertThat(MDC.get("request_id")).isEqualTo("outer");
        });

        assertThat(Correlation.find()).isEmpty();
        assertThat(MDC.get("request_id")).isNull();
    }

    @Test
    void leavesNothingBehindWhenTheWorkFails() {
        assertThatThrownBy(() -> Correlation.run(Correlation.of("x", null), () -> {
                    throw new IllegalStateException("broken");
                }))
                .hasMessage("broken");

        assertThat(MDC.get("request_id")).isNull();
        assertThat(Correlation.current().requestId())
                .isNotEqualTo(Correlation.current().requestId());
    }
}
