package com.lealup.local.doctor;

import com.lealup.local.part.Ports;
import com.lealup.local.server.Probe;
import java.util.ArrayList;
import java.util.List;

/** Nothing runs, and nothing else listens where it would. */
final class PortsCheck implements Check {

    private final Ports ports;

    PortsCheck(Ports ports) {
        this.ports = ports;
    }

    @Override
    public String title() {
        return "parts";
    }

    @Override
    public List<Finding> look() {
        var findings = new ArrayList<Finding>();
        findings.add(Finding.problem(title(), "LealUp does not run on this folder", "./lealup up"));
        ports.owners().forEach((port, owner) -> {
            if (Probe.listens(port)) {
                findings.add(taken(title(), owner, port));
            }
        });
        return findings;
    }

    static Finding taken(String check, String owner, int port) {
        return Finding.problem(
                check,
                "port " + port + " is in use, and " + owner + " needs it",
                "stop what listens there (ss -ltnp 'sport = :" + port + "'), or ./lealup up --port ANOTHER");
    }
}
