package com.lealup.local.doctor;

import com.lealup.local.server.Probe;
import com.lealup.local.state.SuiteState;
import com.lealup.local.state.SuiteState.PartState;
import com.lealup.local.suite.Suite;
import java.util.ArrayList;
import java.util.List;

/** Each part runs, is ready, and was not restarted. */
final class PartsCheck implements Check {

    private final Suite suite;
    private final SuiteState state;

    PartsCheck(Suite suite, SuiteState state) {
        this.suite = suite;
        this.state = state;
    }

    @Override
    public String title() {
        return "parts";
    }

    @Override
    public List<Finding> look() {
        var findings = new ArrayList<Finding>();
        if (!state.supervised()) {
            findings.add(Finding.problem(
                    title(),
                    "the supervisor was killed: nobody starts a part again that dies",
                    "./lealup down, then ./lealup up"));
        }
        state.parts().forEach(part -> findings.add(part(part)));
        return findings;
    }

    private Finding part(PartState part) {
        var name = part.part().title();
        var server = suite.server(part.part());
        if (part.running().isEmpty()) {
            return Probe.listens(server.port())
                    ? PortsCheck.taken(title(), name, server.port())
                    : Finding.problem(
                            title(),
                            name + " does not run",
                            "./lealup logs " + name + " says why; ./lealup restart " + name + " starts it");
        }
        if (!Patience.ready(server)) {
            return Finding.problem(
                    title(),
                    name + " runs and is not ready",
                    "what it waits for is in ./lealup logs " + name + "; if it stays so, ./lealup restart " + name);
        }
        return part.restarts() == 0
                ? Finding.fine(title(), name + " is ready on port " + server.port())
                : Finding.warning(
                        title(),
                        name + " is ready, but died and was started again " + part.restarts() + " times",
                        "./lealup logs " + name + " says what it died of");
    }
}
