package com.lealup.health.timeline;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/** Entries as server-sent events. Each has an id to come back with, and a stream without news tells its id as well. */
final class EntryStream {

    private final OutputStream out;
    private final JsonMapper json;
    private final InstantSource clock;
    private final Set<EntryType> types;

    /** Read twice when a reader comes back: as what was missed and as what just came. */
    private final Set<Long> known = new HashSet<>();

    private long last;

    EntryStream(OutputStream out, JsonMapper json, InstantSource clock, Set<EntryType> types) {
        this.out = out;
        this.json = json;
        this.clock = clock;
        this.types = types;
    }

    void begin(long position) throws IOException {
        last = position;
        write("retry: 500\n");
        alive();
    }

    /** The reader has missed what is no longer known here. */
    void reset() throws IOException {
        write("event: reset\ndata: {}\n");
        alive();
    }

    void entry(News news) throws IOException {
        if (!known.add(news.number())) {
            return;
        }
        last = Math.max(last, news.number());
        if (types.contains(news.entry().type())) {
            // Between its values JSON may have line ends, which would end the field.
            var data = json.writeValueAsString(EntryView.of(news.entry())).replaceAll("[\r\n]", " ");
            write("event: entry\ndata: " + data + "\n");
        }
        alive();
    }

    void alive() throws IOException {
        write("id: " + new StreamPosition(last, clock.instant()) + "\n\n");
        out.flush();
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(UTF_8));
    }
}
