package com.lealup.e2e;

import com.lealup.platform.architecture.HouseRules;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;

/** The house rules for the programs that are no services. */
@AnalyzeClasses(
        packages = {"com.lealup.local", "com.lealup.load"},
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.WrittenByHand.class})
class ArchitectureTest {

    /** Without what JMH makes of its annotations. */
    static final class WrittenByHand implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("/jmh_generated/");
        }
    }

    @ArchTest
    static final ArchTests rules = ArchTests.in(HouseRules.class);
}
