package com.lealup.load.chaos;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class HostileReceiverTest {

    @ParameterizedTest
    @CsvSource({
        "DRIPPING_BODY, 'HTTP/1.1 200 OK'",
        "ENDLESS_BODY, 'HTTP/1.1 200 OK'",
        "CONTINUE, 'HTTP/1.1 100 Continue'",
        "WRONG_CHUNKS, 'HTTP/1.1 200 OK'",
        "NO_HTTP, 'SSH-2.0'"
    })
    void answersAsItsNameSays(Hostility hostility, String beginning) throws IOException {
        try (var receiver = new HostileReceiver(hostility);
                var socket = asked(receiver)) {
            assertThat(new String(socket.getInputStream().readNBytes(beginning.length()), US_ASCII))
                    .isEqualTo(beginning);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"RESET", "RESET_IN_BODY"})
    void cutsTheConnection(Hostility hostility) throws IOException {
        try (var receiver = new HostileReceiver(hostility);
                var socket = asked(receiver)) {
            assertThatThrownBy(() -> socket.getInputStream().readAllBytes()).hasMessageContaining("reset");
        }
    }

    @ParameterizedTest
    @EnumSource(names = "SILENCE")
    void saysNothing(Hostility hostility) throws IOException {
        try (var receiver = new HostileReceiver(hostility);
                var socket = asked(receiver)) {
            socket.setSoTimeout(Math.toIntExact(Duration.ofMillis(300).toMillis()));

            assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        }
    }

    private static Socket asked(HostileReceiver receiver) throws IOException {
        var url = URI.create(receiver.url());
        var socket = new Socket(url.getHost(), url.getPort());
        socket.setSoTimeout(10_000);
        socket.getOutputStream().write("POST / HTTP/1.1\r\n\r\n".getBytes(US_ASCII));
        return socket;
    }
}
