package com.lealup.customer.owner;

import com.lealup.customer.value.EmailAddress;
import com.lealup.platform.correlation.Correlation;
import com.lealup.platform.identity.Caller;
import java.net.http.HttpClient;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/** Asks the gateway, which owns users, for one by address; asking twice does no harm. */
@Component
class GatewayOwners {

    private static final Logger LOG = LoggerFactory.getLogger(GatewayOwners.class);

    private final RestClient gateway;

    GatewayOwners(GatewayProperties properties) {
        var requests = new JdkClientHttpRequestFactory(HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(properties.connectTimeout())
                .build());
        requests.setReadTimeout(properties.readTimeout());
        this.gateway = RestClient.builder()
                .requestFactory(requests)
                .baseUrl(properties.requiredUrl().toString())
                .build();
    }

    /** The user with this address; in the test environment the gateway invites one who is not known yet. */
    OwnerAnswer find(Caller caller, EmailAddress email) {
        try {
            var found = gateway.post()
                    .uri("/internal/owners")
                    .header("Lealup-Identity", caller.token())
                    .header("X-Request-Id", Correlation.current().requestId())
                    .header("traceparent", Correlation.current().traceparent())
                    .contentType(MediaType.APPLICATION_JSON)
                    .accept(MediaType.APPLICATION_JSON)
                    .body(Map.of("email", email.value()))
                    .retrieve()
                    .body(Reply.class);
            return answer(found);
        } catch (HttpClientErrorException.NotFound unknown) {
            return new OwnerAnswer.Unknown();
        } catch (RestClientException away) {
            LOG.atWarn()
                    .addKeyValue("peer", "gateway-service")
                    .addKeyValue("cause", away.getClass().getSimpleName())
                    .log("The gateway did not say who an owner is");
            return new OwnerAnswer.Away();
        }
    }

    private static OwnerAnswer answer(@Nullable Reply reply) {
        if (reply == null || reply.id() == null || reply.email() == null) {
            return new OwnerAnswer.Away();
        }
        var email = reply.email();
        return OwnerId.parse(reply.id())
                .<OwnerAnswer>map(id -> new OwnerAnswer.Found(new Owner(id, email, true)))
                .orElseGet(OwnerAnswer.Away::new);
    }

    /** What the gateway answers; other members are of no interest. */
    private record Reply(@Nullable String id, @Nullable String email) {}
}
