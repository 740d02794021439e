package com.lealup.ingest.event;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Bounds what all bodies under way may hold together, since while Kafka is slow each waits for seconds and any number
 * of requests may come. A body takes its share piece by piece as it is inflated, so that a small one takes little and a
 * bomb no more than the limit of one body. When nothing is left the request is turned away at once instead of queueing.
 */
@Component
class BodyMemory {

    /** A body costs about four times its size while it is under way: its bytes, texts, records and the send buffer. */
    private static final int SHARE_OF_HEAP = 8;

    private static final int LARGEST_BODY = 16 * 1024 * 1024;
    private static final int PIECE = 16 * 1024;

    private final Semaphore pieces;

    @Autowired
    BodyMemory() {
        this(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
    }

    BodyMemory(long bytes) {
        // One body of the largest size must always fit.
        this.pieces = new Semaphore((int) (Math.max(bytes, LARGEST_BODY + PIECE) / PIECE));
    }

    /** Reads the body to its end and works on it; empty, and nothing done, when there is no room for it. */
    <T> Optional<T> with(InputStream in, Function<byte[], T> work) throws IOException {
        var taken = 0;
        try {
            var body = new ByteArrayOutputStream(PIECE);
            var piece = new byte[PIECE];
            for (var read = in.readNBytes(piece, 0, PIECE); read > 0; read = in.readNBytes(piece, 0, PIECE)) {
                if (!pieces.tryAcquire()) {
                    return Optional.empty();
                }
                taken++;
                body.write(piece, 0, read);
            }
            return Optional.of(work.apply(body.toByteArray()));
        } finally {
            pieces.release(taken);
        }
    }

    int freePieces() {
        return pieces.availablePermits();
    }
}
