package com.lealup.load.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ServiceHeapTest {

    @Test
    void addsUpThePoolsOfTheHeapAndNoOthers() {
        var metrics = """
                # TYPE jvm_memory_used_bytes gauge
                jvm_memory_used_bytes{area="heap",id="Eden Space"} 2097152.0
                jvm_memory_used_bytes{area="heap",id="Tenured Gen"} 3.145728E7
                jvm_memory_used_bytes{area="nonheap",id="Metaspace"} 9.9E7
                jvm_memory_max_bytes{area="heap",id="Tenured Gen"} 1.0E9
                """;

        assertThat(ServiceHeap.usedMegabytes(metrics)).isEqualTo(32);
    }

    @Test
    void refusesMetricsThatSayNothingOfTheHeap() {
        assertThatThrownBy(() -> ServiceHeap.usedMegabytes("up 1\n")).isInstanceOf(IllegalStateException.class);
    }
}
