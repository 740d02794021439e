package com.lealup.gateway;

import com.lealup.platform.architecture.HouseRules;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;

@AnalyzeClasses(packages = "com.lealup.gateway")
class ArchitectureTest {

    @ArchTest
    static final ArchTests rules = ArchTests.in(HouseRules.class);
}
