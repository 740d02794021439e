package com.lealup.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.lealup.e2e.RunningSuite.Workspace;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The console in a browser: its own tests, in {@code gateway-service/console/e2e}. */
class ConsoleIT {

    private static final String QUICK = "--grep @quick --workers 2 --fully-parallel";

    private final RunningSuite suite = RunningSuite.shared();
    private final Workspace workspace = suite.workspace();

    @Test
    void isUsedInABrowser() {
        var all = Boolean.getBoolean("lealup.long");
        var which = all ? "" : QUICK;

        var output = suite.shell(
                "sh gateway-service/console/e2e/run.sh " + which + " 2>&1",
                Map.of(
                        "LEALUP_QUICK", String.valueOf(!all),
                        "LEALUP_BASE", suite.base(),
                        "LEALUP_EMAIL", workspace.adminEmail(),
                        "LEALUP_PASSWORD", workspace.adminPassword(),
                        "LEALUP_KEY", workspace.key()));

        assertThat(output).contains(" passed").doesNotContain(" flaky");
    }
}
