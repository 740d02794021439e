package com.lealup.ingest.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.lealup.platform.identity.TenantId;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class BodyMemoryTest {

    private static final int LARGEST = 16 * 1024 * 1024;

    private final BodyMemory memory = new BodyMemory(0);
    private final TenantId tenant = TenantId.next();

    @Test
    void holdsOneBodyOfTheLargestSize() throws IOException {
        assertThat(memory.with(tenant, new ByteArrayInputStream(new byte[LARGEST]), body -> body.length))
                .contains(LARGEST);
    }

    @Test
    void turnsAwayWhatDoesNotFitBesideAnotherAndTakesItAfterwards() throws IOException {
        var whole = memory.freePieces();
        var refused = memory.with(tenant, new ByteArrayInputStream(new byte[LARGEST]), body -> with(new byte[LARGEST]));

        assertThat(refused).contains(false);
        assertThat(memory.freePieces()).isEqualTo(whole);
        assertThat(with(new byte[LARGEST])).isTrue();
    }

    @Test
    void leavesRoomForOthersHoweverMuchOneWorkspaceSends() throws IOException {
        var whole = memory.freePieces();

        var others = memory.with(tenant, new ByteArrayInputStream(new byte[LARGEST]), body -> {
            assertThat(with(new byte[100_000])).isFalse();
            return memory(TenantId.next(), LARGEST / 2);
        });

        assertThat(others).contains(true);
        assertThat(memory.freePieces()).isEqualTo(whole);
    }

    @Test
    void givesBackWhatABrokenBodyTook() {
        var whole = memory.freePieces();
        var broken = new FilterInputStream(new ByteArrayInputStream(new byte[100_000])) {
            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                var read = super.read(target, offset, length);
                if (read < 0) {
                    throw new IOException("the client went away");
                }
                return read;
            }
        };

        assertThatThrownBy(() -> memory.with(tenant, broken, body -> body)).isInstanceOf(IOException.class);
        assertThat(memory.freePieces()).isEqualTo(whole);
    }

    private boolean memory(TenantId other, int bytes) {
        try {
            return memory.with(other, new ByteArrayInputStream(new byte[bytes]), body -> body)
                    .isPresent();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private boolean with(byte[] bytes) {
        try {
            return memory.with(tenant, new ByteArrayInputStream(bytes), body -> body)
                    .isPresent();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
