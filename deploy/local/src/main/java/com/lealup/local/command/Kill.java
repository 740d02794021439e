package com.lealup.local.command;

import com.lealup.local.part.Part;
import com.lealup.local.suite.Orders;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Ends a part at once (SIGKILL), for fault tests; it stays down until restarted. */
@Command(name = "kill", description = "Ends a part at once (SIGKILL), for fault tests; it stays down until restarted.")
final class Kill implements Runnable {

    @Parameters(index = "0", paramLabel = "PART", converter = PartName.class)
    private Part part = Part.POSTGRES;

    @Mixin
    private DataOption data = new DataOption();

    @Override
    public void run() {
        new Orders(data.running()).kill(part);
    }
}
