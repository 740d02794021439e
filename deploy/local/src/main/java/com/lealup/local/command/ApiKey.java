package com.lealup.local.command;

import picocli.CommandLine.Command;

/** What concerns API keys. */
@Command(
        name = "api-key",
        description = "Makes API keys.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = ApiKeyCreate.class)
final class ApiKey {}
