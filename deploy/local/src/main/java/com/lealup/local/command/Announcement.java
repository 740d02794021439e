package com.lealup.local.command;

import com.lealup.local.operator.Seed;
import com.lealup.local.operator.Seeding;
import com.lealup.local.part.Part;
import com.lealup.local.suite.Settings;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/**
 * What a person needs to begin.
 *
 * @param console the web application
 * @param base where the API is
 * @param email the first administrator's, in a test deployment
 * @param password theirs
 * @param key the guide's
 */
record Announcement(
        String console,
        String base,
        @Nullable String email,
        @Nullable String password,
        @Nullable String key) {

    static Announcement of(Settings settings) {
        String base = "http://127.0.0.1:" + settings.ports().of(Part.GATEWAY_SERVICE);
        Seed seed = Seeding.kept(settings.data()).orElse(null);
        return seed == null
                ? new Announcement(base + "/app", base, null, null, null)
                : new Announcement(
                        base + "/app",
                        base,
                        seed.workspace().admin().email(),
                        seed.workspace().admin().password(),
                        seed.quickstartKey());
    }

    void print(PrintStream out) {
        out.println();
        out.println("Console  " + console);
        if (key == null) {
            out.println("Open a workspace:  ./lealup workspace create --name NAME --email EMAIL");
            return;
        }
        out.println("Login    " + email + "  " + password);
        out.println();
        out.println("For the guide (or just run  ./lealup quickstart ):");
        out.println("export LEALUP_KEY=\"" + key + "\"");
        out.println("export LEALUP_BASE=\"" + base + "\"");
    }

    @Override
    public String toString() {
        return "Announcement[" + base + "]";
    }
}
