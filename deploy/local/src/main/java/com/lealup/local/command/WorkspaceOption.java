package com.lealup.local.command;

import com.lealup.local.operator.Seeding;
import com.lealup.local.state.DataFolder;
import com.lealup.local.trouble.Trouble;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** In which workspace a command acts. */
final class WorkspaceOption {

    @Option(
            names = "--workspace",
            paramLabel = "TENANT_ID",
            description = "In which workspace; else in the first, which the first start opened.")
    private @Nullable String workspace;

    String tenantId(DataFolder folder) {
        return workspace != null
                ? workspace
                : Seeding.kept(folder)
                        .orElseThrow(() -> new Trouble("There is no first workspace: name one with --workspace."))
                        .workspace()
                        .tenantId();
    }
}
