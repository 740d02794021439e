package com.lealup.customer.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.lealup.customer.testing.Api;
import com.lealup.customer.testing.ServiceIT;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a role may do to customers that are its own, somebody else's and nobody's. */
class OwnershipIT extends ServiceIT {

    private String janesId;
    private String janes;
    private String others;
    private String nobodys;

    @BeforeEach
    void threeCustomers() {
        janes = create("{\"name\":\"Jane's\",\"owner_email\":\"jane@example.com\"}");
        others = create("{\"name\":\"Bob's\",\"owner_email\":\"bob@example.com\"}");
        nobodys = create("{\"name\":\"Nobody's\"}");
        janesId = api.get("/v1/customers/" + janes).string("owner_id");
    }

    @ParameterizedTest
    @CsvSource({"admin, 200, 200, 200", "director, 200, 200, 200", "csm, 200, 403, 403"})
    void changesWhatTheRoleMayChange(String role, int own, int foreign, int unowned) {
        var person = api.person(janesId, role);

        assertThat(statuses(person, janes)).containsOnly(own, own, own == 200 ? 204 : own);
        assertThat(statuses(person, others)).containsOnly(foreign, foreign, foreign == 200 ? 204 : foreign);
        assertThat(statuses(person, nobodys)).containsOnly(unowned, unowned, unowned == 200 ? 204 : unowned);
    }

    @Test
    void saysWhoMayNot() {
        var answer = api.person(janesId, "csm").patch("/v1/customers/" + others, "{\"name\":\"x\"}");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.string("code")).isEqualTo("insufficient_role");
        assertThat(api.get("/v1/customers/" + others).string("name")).isEqualTo("Bob's");
    }

    @Test
    void bindsContactsAndTheTrashToTheSameRule() {
        // Given
        var csm = api.person(janesId, "csm");
        var bo = "{\"name\": \"Bo\", \"email\": \"bo@example.com\"}";
        var foreign = api.post("/v1/customers/" + others + "/contacts", bo).header("Location");
        api.delete("/v1/customers/" + nobodys);

        // Then
        assertThat(csm.post("/v1/customers/" + others + "/contacts", bo).status())
                .isEqualTo(403);
        assertThat(csm.get(foreign).status()).isEqualTo(200);
        assertThat(csm.patch(foreign, "{\"name\": \"x\"}").status()).isEqualTo(403);
        assertThat(csm.delete(foreign).status()).isEqualTo(403);
        assertThat(csm.post("/v1/customers/" + nobodys + "/restore", "").status())
                .isEqualTo(403);
        var own = csm.post("/v1/customers/" + janes + "/contacts", bo);
        assertThat(own.status()).isEqualTo(201);
        assertThat(csm.patch(own.header("Location"), "{\"name\": \"x\"}").status())
                .isEqualTo(200);
        assertThat(csm.delete(own.header("Location")).status()).isEqualTo(204);
        assertThat(csm.delete("/v1/customers/" + janes).status()).isEqualTo(204);
        assertThat(csm.post("/v1/customers/" + janes + "/restore", "").status()).isEqualTo(200);
        assertThat(csm.delete("/v1/customers/" + janes + "?hard=true").status()).isEqualTo(403);
    }

    @Test
    void makesACsmTheOwnerOfWhatTheyCreate() {
        var csm = api.person(janesId, "csm");

        var created = csm.post("/v1/customers", "{\"name\":\"New\"}");
        var cleared = csm.post("/v1/customers", "{\"name\":\"New\",\"owner_email\":null}");
        var named = csm.post("/v1/customers", "{\"name\":\"New\",\"owner_email\":\"JANE@example.com\"}");

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.string("owner_email")).isEqualTo("jane@example.com");
        assertThat(cleared.string("owner_id")).isEqualTo(janesId);
        assertThat(named.string("owner_id")).isEqualTo(janesId);
        assertThat(csm.patch("/v1/customers/" + created.string("id"), "{\"name\":\"Newer\"}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void letsACsmCreateNothingForOthers() {
        var answer = api.person(janesId, "csm")
                .post("/v1/customers", "{\"name\":\"New\",\"owner_email\":\"bob@example.com\"}");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.string("code")).isEqualTo("insufficient_role");
    }

    @Test
    void bindsNoKeyToAnOwner() {
        assertThat(api.patch("/v1/customers/" + others, "{\"name\":\"x\"}").status())
                .isEqualTo(200);
    }

    private static int[] statuses(Api person, String customer) {
        var path = "/v1/customers/" + customer;
        int edited = person.patch(path, "{\"name\":\"Renamed\"}").status();
        int deleted = person.delete(path).status();
        int restored = person.post(path + "/restore", "").status();
        return new int[] {edited, deleted, restored};
    }
}
