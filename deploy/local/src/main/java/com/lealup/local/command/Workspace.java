package com.lealup.local.command;

import picocli.CommandLine.Command;

/** What concerns workspaces. */
@Command(
        name = "workspace",
        description = "Opens workspaces.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = WorkspaceCreate.class)
final class Workspace {}
