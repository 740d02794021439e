package com.lealup.gateway.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class EmailAddressTest {

    @Test
    void keepsLowerCaseThatCanBeReadAgain() {
        var address = new EmailAddress("Ana@Acme.Example");

        assertThat(address.text()).isEqualTo("ana@acme.example");
        assertThat(new EmailAddress(address.text())).isEqualTo(address);
    }

    @Test
    void refusesWhatIsTooLongOnlyInLowerCase() {
        assertThatIllegalArgumentException().isThrownBy(() -> new EmailAddress("\u0130".repeat(40) + "@x.com"));
    }
}
