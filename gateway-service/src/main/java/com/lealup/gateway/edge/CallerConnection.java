package com.lealup.gateway.edge;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.coyote.AbstractProcessor;
import org.apache.coyote.Constants;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketWrapperBase;

/** The TCP connection of a caller. */
public final class CallerConnection {

    private final SocketWrapperBase<NioChannel> socket;

    CallerConnection(SocketWrapperBase<NioChannel> socket) {
        this.socket = socket;
    }

    /**
     * Whether the caller has closed it. To be asked only while nobody reads from the connection: after a request's last
     * byte and before the first of its answer. A byte of the caller's next request is put back.
     */
    public boolean isLeft() {
        if (socket.isClosed()) {
            return true;
        }
        try {
            var next = ByteBuffer.allocate(1);
            int count = socket.read(false, next);
            if (count > 0) {
                socket.unRead(next.flip());
            }
            return count < 0;
        } catch (IOException _) {
            return true;
        }
    }

    /** Closes it when it began a request that long ago and has not ended its headers since. */
    void closeIfHeadersDawdle(long longestNanos) {
        // Tomcat keeps the processor here only while it waits for the rest of the headers, or asynchronously.
        if (socket.getCurrentProcessor() instanceof AbstractProcessor processor
                && processor.getRequest().getRequestProcessor().getStage() == Constants.STAGE_ENDED) {
            long began = processor.getRequest().getStartTimeNanos();
            if (began > 0 && System.nanoTime() - began > longestNanos) {
                socket.close();
            }
        }
    }
}
