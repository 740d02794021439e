package com.lealup.gateway.route;

import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.ResponseOutOfOrderStrategy;

/**
 * Notices that a service answers before it has read the whole body, with 413 for example. Only looks: the client's own
 * strategy waits a millisecond for such an answer at every 8 KB, which is most of the time that a large body takes.
 */
final class EarlyAnswers implements ResponseOutOfOrderStrategy {

    @Override
    public boolean isEarlyResponseDetected(
            ClassicHttpRequest request,
            HttpClientConnection connection,
            InputStream answer,
            long totalBytesSent,
            long nextWriteSize)
            throws IOException {
        return answer.available() > 0;
    }
}
