package com.lealup.load.webhooks;

import com.lealup.load.suite.Suite;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What measurements have in common: a running suite, a sink, and endpoints at it that answer well unless they are told
 * otherwise.
 */
final class Rig implements AutoCloseable {

    private static final int SAMPLE = 1000;

    /** As the usual schedule begins, and again and again, so that what a measurement held up arrives soon after it. */
    private static final int WAIT_SECONDS = 5;

    private final Suite suite;
    private final Sink sink = Sink.open();
    private final Messages messages = new Messages();
    private final HealthFacts facts;
    private final Traffic traffic;
    private final List<Endpoint> endpoints;
    private final List<Arrival> sample = Collections.synchronizedList(new ArrayList<>());

    Rig(Suite suite, int endpoints) {
        this.suite = suite;
        this.facts = HealthFacts.of(suite, messages);
        this.traffic = new Traffic(facts, messages);
        this.endpoints = IntStream.range(0, endpoints)
                .mapToObj(this::endpointAt)
                .peek(this::answerWell)
                .toList();
    }

    Suite suite() {
        return suite;
    }

    Sink sink() {
        return sink;
    }

    Messages messages() {
        return messages;
    }

    Traffic traffic() {
        return traffic;
    }

    /** Those that usual traffic goes to. */
    List<Endpoint> endpoints() {
        return endpoints;
    }

    /** Messages as they arrived, at most a thousand. */
    List<Arrival> sample() {
        return List.copyOf(sample);
    }

    /** One more at the sink, of a workspace of its own. */
    Endpoint endpointAt(int index) {
        return Endpoint.subscribed(suite, index, sink.url(path(index)), WAIT_SECONDS);
    }

    /** Where an endpoint is at the sink. */
    static String path(int index) {
        return "/endpoints/" + index;
    }

    /** An endpoint takes note of what arrives and answers at once. */
    void answerWell(Endpoint endpoint) {
        sink.receive(path(endpoint.index()), arrival -> {
            messages.received(arrival);
            if (sample.size() < SAMPLE) {
                sample.add(arrival);
            }
            return Manner.FINE;
        });
    }

    /** An endpoint takes connections and never answers. */
    void hang(Endpoint endpoint) {
        sink.receive(path(endpoint.index()), _ -> Manner.HANG);
    }

    @Override
    public void close() {
        facts.close();
        sink.close();
    }
}
