package com.lealup.platform.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.lealup.local.part.Part;
import com.lealup.local.testing.TestParts;
import com.lealup.platform.identity.TenantId;
import com.lealup.platform.parts.PlatformParts;
import com.lealup.schemas.Topics;
import com.lealup.schemas.v1.CustomerState;
import com.lealup.schemas.v1.UserState;
import java.net.URI;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ApicurioAvroCodecIT {

    private static final String USERS = Topics.USERS.name();

    private final UserState user = PlatformParts.user(TenantId.next(), "ana", 1);

    @Test
    void writesAZeroByteAndTheContentIdBeforeTheRecord() {
        try (var codec = codec()) {
            byte[] bytes = codec.encode(USERS, user);

            assertThat(bytes[0]).isZero();
            assertThat(codec.decode(USERS, bytes, UserState.class)).isEqualTo(user);
        }
    }

    @Test
    void worksWhileTheRegistryIsAwayOnceItIsWarm() {
        try (var codec = codec()) {
            codec.warm(new WarmedTopic(USERS, UserState.class));
            TestParts.shared().freeze(Part.REGISTRY);
            try {
                byte[] bytes = codec.encode(USERS, user);
                assertThat(codec.decode(USERS, bytes, UserState.class)).isEqualTo(user);
            } finally {
                TestParts.shared().thaw(Part.REGISTRY);
            }
        }
    }

    @Test
    void findsASchemaAtOnceWhenTheRegistrysDatabaseIsBack() {
        try (var codec = codec()) {
            TestParts.shared().kill(Part.POSTGRES);
            TestParts.shared().start(Part.POSTGRES);

            assertThat(codec.encode(USERS, user)).isNotEmpty();
        }
    }

    @Test
    void tellsBadBytesFromARegistryThatIsAway() {
        byte[] good;
        try (var codec = codec()) {
            good = codec.encode(USERS, user);
            assertThatExceptionOfType(UndecodableException.class)
                    .isThrownBy(() -> codec.decode(USERS, new byte[] {1, 2, 3, 4, 5, 6}, UserState.class));
            assertThatExceptionOfType(UndecodableException.class)
                    .isThrownBy(() -> codec.decode(USERS, new byte[] {0}, UserState.class));
            assertThatExceptionOfType(UndecodableException.class)
                    .isThrownBy(() -> codec.decode(USERS, new byte[] {0, 127, 0, 0, 0, 6}, UserState.class));
            assertThatExceptionOfType(UndecodableException.class)
                    .isThrownBy(() -> codec.decode(USERS, new byte[] {0, -1, -1, -1, -1, 6}, UserState.class));
            assertThatExceptionOfType(UndecodableException.class)
                    .isThrownBy(() -> codec.decode(USERS, new byte[] {0, 0, 0, 0, 0, 6}, UserState.class));
            assertThatExceptionOfType(UndecodableException.class)
                    .isThrownBy(() -> codec.decode(USERS, Arrays.copyOf(good, 12), UserState.class));
            assertThatExceptionOfType(UndecodableException.class)
                    .isThrownBy(() -> codec.decode(USERS, good, CustomerState.class));
        }
        try (var away = new ApicurioAvroCodec(URI.create("http://127.0.0.1:1/apis/registry/v3"))) {
            assertThatExceptionOfType(RegistryUnavailableException.class)
                    .isThrownBy(() -> away.decode(USERS, good, UserState.class));
        }
    }

    private static ApicurioAvroCodec codec() {
        return new ApicurioAvroCodec(
                URI.create(TestParts.shared().properties("customer").get("lealup.registry.url")));
    }
}
