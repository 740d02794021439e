package com.lealup.local.state;

import com.lealup.local.part.Part;
import com.lealup.local.process.ProcessIdentity;
import com.lealup.local.secret.Environment;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the supervisor tells other commands.
 *
 * @param supervisor who watches over the parts
 * @param basePort the gateway's port
 * @param environment what the deployment is for
 * @param ready whether all parts were ready once and the first workspace is there
 * @param controlPort where the supervisor takes orders
 * @param controlToken what proves that an order comes from the owner of the data folder
 * @param parts all parts
 */
public record SuiteState(
        ProcessIdentity supervisor,
        int basePort,
        Environment environment,
        boolean ready,
        int controlPort,
        String controlToken,
        List<PartState> parts) {

    public SuiteState {
        parts = List.copyOf(parts);
    }

    /** A part's process, if it has one. */
    public record PartState(
            Part part, Condition condition, @Nullable ProcessIdentity process, int restarts) {

        /** The process, if it is the same one and still runs. */
        public Optional<ProcessHandle> running() {
            return Optional.ofNullable(process).flatMap(ProcessIdentity::find);
        }
    }

    /** How a part is, as its supervisor sees it. */
    public enum Condition {
        /** Not started yet: it waits for another part. */
        WAITING,
        /** Started, not ready. */
        STARTING,
        /** It was ready. */
        UP,
        /** Ended by {@code ./lealup kill}: it stays down until {@code ./lealup restart}. */
        KILLED,
        /** It died more often than it is restarted. */
        FAILED,
        /** Ended in order. */
        DOWN
    }

    /** Whether the supervisor still runs. */
    public boolean supervised() {
        return supervisor.find().isPresent();
    }

    @Override
    public String toString() {
        return "SuiteState[supervisor=" + supervisor + ", parts=" + parts + "]";
    }
}
