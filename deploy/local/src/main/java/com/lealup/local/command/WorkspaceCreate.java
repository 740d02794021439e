package com.lealup.local.command;

import com.lealup.local.operator.Json;
import com.lealup.local.operator.OpenedWorkspace;
import com.lealup.local.operator.Operator;
import com.lealup.local.suite.Settings;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Opens a workspace. */
@Command(name = "create", description = "Opens a workspace with an administrator and a key that may do everything.")
final class WorkspaceCreate implements Runnable {

    /** What can be bought. */
    enum Plan {
        STARTER,
        GROWTH,
        SCALE,
        ENTERPRISE,
        UNLIMITED
    }

    @Option(names = "--name", required = true, paramLabel = "NAME", description = "What people call it.")
    private String name = "";

    @Option(names = "--email", required = true, paramLabel = "EMAIL", description = "Its first administrator's.")
    private String email = "";

    @Option(
            names = "--plan",
            paramLabel = "PLAN",
            description = "starter, growth, scale, enterprise or unlimited; a test deployment's are unlimited.")
    private @Nullable Plan plan;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Mixin
    private DataOption data = new DataOption();

    @Override
    public void run() {
        Settings settings = data.suite(data.running()).settings();
        OpenedWorkspace opened = new Operator(settings.ports(), settings.secrets())
                .openWorkspace(name, email, plan == null ? null : plan.name().toLowerCase(Locale.ROOT));
        System.out.println(json ? Json.pretty(opened) : text(opened));
        System.out.flush();
    }

    private static String text(OpenedWorkspace opened) {
        return "tenant    " + opened.tenantId() + "\nlogin     "
                + opened.admin().email() + "  " + opened.admin().password() + "\nkey       " + opened.key()
                + "\nThey are shown this once.";
    }
}
