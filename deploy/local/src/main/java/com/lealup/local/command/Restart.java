package com.lealup.local.command;

import com.lealup.local.part.Part;
import com.lealup.local.suite.Orders;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Stops a part, if it runs, and starts it; returns when it is ready. */
@Command(name = "restart", description = "Stops a part, if it runs, and starts it; returns when it is ready.")
final class Restart implements Runnable {

    @Parameters(index = "0", paramLabel = "PART", converter = PartName.class)
    private Part part = Part.POSTGRES;

    @Mixin
    private DataOption data = new DataOption();

    @Override
    public void run() {
        new Orders(data.running()).restart(part);
    }
}
