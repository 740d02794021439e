package com.lealup.gateway.route;

import com.lealup.gateway.edge.CallerConnection;
import com.lealup.gateway.edge.CallerConnections.Peer;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** A caller's request on its way through a service. One thread carries it; others may break it off. */
final class Exchange {

    /** How far it has come. */
    private enum Stage {
        /** The body is being read from the caller. */
        SENDING,
        /** Nothing passes in either direction: the service is working. */
        WAITING,
        /** The service has begun to answer, or the gateway has. */
        ANSWERED
    }

    /** Why it was broken off. */
    enum End {
        /** The service behind it does not answer at all. */
        SERVICE_SILENT,
        /** Nobody waits for the answer any more. */
        CALLER_LEFT
    }

    private static final long NOT_AWAITED = -1;

    private final Upstream upstream;
    private final Peer peer;
    private final long began = System.nanoTime();
    private volatile long awaitedSince = NOT_AWAITED;
    private Stage stage = Stage.SENDING;
    private @Nullable UpstreamRequest outgoing;
    private @Nullable End end;

    Exchange(Upstream upstream, HttpServletRequest request) {
        this.upstream = upstream;
        this.peer = Peer.of(request);
    }

    Upstream upstream() {
        return upstream;
    }

    Peer peer() {
        return peer;
    }

    long ageNanos() {
        return System.nanoTime() - began;
    }

    /** Begins with a request; again with another one when it is repeated. */
    synchronized void send(UpstreamRequest request, boolean hasBody) {
        outgoing = request;
        stage = hasBody ? Stage.SENDING : Stage.WAITING;
        if (!hasBody) {
            awaits();
        }
        if (end != null) {
            request.cancel();
        }
    }

    /** The last byte of the caller's body has been read. */
    synchronized void sent() {
        stage = Stage.WAITING;
        awaits();
    }

    /** From here on nobody but the thread that carries it touches the caller's connection. */
    synchronized void answered() {
        stage = Stage.ANSWERED;
        hears();
    }

    /** The service's next bytes are waited for. */
    void awaits() {
        awaitedSince = ageNanos();
    }

    /** They have come. */
    void hears() {
        awaitedSince = NOT_AWAITED;
    }

    /** How long the service has been waited for in vain. */
    long silentNanos() {
        long since = awaitedSince;
        return since == NOT_AWAITED ? 0 : ageNanos() - since;
    }

    synchronized @Nullable End end() {
        return end;
    }

    synchronized boolean isWaiting() {
        return stage == Stage.WAITING;
    }

    /** Breaks it off unless the answer has begun. */
    synchronized void breakOff(End reason) {
        if (stage != Stage.ANSWERED && end == null) {
            end = reason;
            if (outgoing != null) {
                outgoing.cancel();
            }
        }
    }

    /** Breaks it off whether or not the answer has begun: the service has been silent for too long. */
    synchronized void giveUp() {
        if (stage == Stage.ANSWERED) {
            abandon();
        } else {
            breakOff(End.SERVICE_SILENT);
        }
    }

    /** Breaks it off if its caller has left. The lock keeps the carrying thread from the connection meanwhile. */
    synchronized void breakOffIfLeft(CallerConnection connection) {
        if (stage == Stage.WAITING && connection.isLeft()) {
            breakOff(End.CALLER_LEFT);
        }
    }

    /** Breaks the connection to the service, so that nobody reads the rest of an answer that has no reader. */
    synchronized void abandon() {
        if (outgoing != null) {
            outgoing.cancel();
        }
    }
}
