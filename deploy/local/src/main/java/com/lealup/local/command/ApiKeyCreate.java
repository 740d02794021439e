package com.lealup.local.command;

import com.lealup.local.operator.Json;
import com.lealup.local.operator.Operator;
import com.lealup.local.suite.Settings;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Makes a key. */
@Command(name = "create", description = "Makes an API key and shows it, this once.")
final class ApiKeyCreate implements Runnable {

    @Option(names = "--name", required = true, paramLabel = "NAME", description = "What people call it.")
    private String name = "";

    @Option(
            names = "--scopes",
            required = true,
            split = ",",
            paramLabel = "SCOPE",
            description = "What it may do, comma-separated: customers:read,events:write,...")
    private List<String> scopes = List.of();

    @Option(
            names = "--expires",
            paramLabel = "WHEN",
            description = "7d, 30d, 90d, 365d, a date or never; else what the API takes as usual.")
    private @Nullable String expires;

    @Mixin
    private WorkspaceOption workspace = new WorkspaceOption();

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Mixin
    private DataOption data = new DataOption();

    @Override
    public void run() {
        Settings settings = data.suite(data.running()).settings();
        JsonNode key = new Operator(settings.ports(), settings.secrets())
                .createKey(workspace.tenantId(data.folder()), name, scopes, expires);
        System.out.println(json ? Json.pretty(key) : text(key));
        System.out.flush();
    }

    private static String text(JsonNode key) {
        return "id   " + key.path("id").asString() + "\nkey  " + key.path("key").asString()
                + "\nIt is shown this once.";
    }
}
