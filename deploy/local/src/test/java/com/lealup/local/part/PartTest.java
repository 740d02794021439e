package com.lealup.local.part;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PartTest {

    @Test
    void isListedAfterWhatItNeeds() {
        Set<Part> before = EnumSet.noneOf(Part.class);
        for (Part part : Part.values()) {
            assertThat(before).as("before " + part.title()).containsAll(part.needs());
            before.add(part);
        }
    }

    @Test
    void isFoundByTheNameThatPeopleUse() {
        assertThat(Part.find("health-service")).contains(Part.HEALTH_SERVICE);
        assertThat(Part.find("HEALTH_SERVICE")).isEmpty();
        assertThat(Part.HEALTH_SERVICE.schema()).isEqualTo("health");
    }

    @Test
    void isOneOfEight() {
        assertThat(Part.values()).hasSize(8);
        assertThat(Part.services()).hasSize(5).allMatch(Part::service);
    }
}
