package com.lealup.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowListTest {

    @ParameterizedTest
    @CsvSource({
        "203.0.113.0/24, 203.0.113.255, true",
        "203.0.113.0/24, 203.0.114.0, false",
        "203.0.113.7/32, 203.0.113.7, true",
        "203.0.113.7/32, 203.0.113.6, false",
        "0.0.0.0/0, 203.0.113.7, true",
        "0.0.0.0/0, 2001:db8::1, false",
        "2001:db8::/33, 2001:db8:7fff::1, true",
        "2001:db8::/33, 2001:db8:8000::1, false",
        "203.0.113.0/24, ::ffff:203.0.113.9, true",
        "203.0.113.0/24, not an address, false"
    })
    void admitsWhatLiesInANetwork(String network, String address, boolean admitted) {
        assertThat(AllowList.of(List.of("198.51.100.1/32", network)).admits(address))
                .isEqualTo(admitted);
    }

    @Test
    void admitsEverybodyWhenEmpty() {
        assertThat(AllowList.ANY.admits("203.0.113.7")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " 10.0.0.0/8",
                "10.0.0.0/8 ",
                "10.0.0.0/",
                "10.0.0.0/08x",
                "10.0.0.0/33",
                "10.0.0.1/8",
                "10.1",
                "167772160",
                "010.0.0.1",
                "256.0.0.1",
                "::ffff:10.0.0.1",
                "2001:db8::/129",
                "2001:db8::1/32",
                "fe80::1%eth0",
                "localhost",
                "10.0.0.0/8/8"
            })
    void takesNothingThatPeopleReadDifferently(String text) {
        assertThat(AllowList.canonical(text)).isEmpty();
    }

    @Test
    void coversWhatAdmitsNoMore() {
        var list = AllowList.of(List.of("10.0.0.0/8", "2001:db8::/32"));

        assertThat(list.covers(AllowList.of(List.of("10.1.0.0/16", "2001:db8::1/128"))))
                .isTrue();
        assertThat(list.covers(list)).isTrue();
        assertThat(list.covers(AllowList.of(List.of("10.0.0.0/7")))).isFalse();
        assertThat(list.covers(AllowList.ANY)).isFalse();
        assertThat(AllowList.ANY.covers(list)).isTrue();
        assertThat(AllowList.ANY.covers(AllowList.ANY)).isTrue();
    }
}
