package com.lealup.health.customer;

import com.lealup.platform.correlation.Correlation;
import com.lealup.platform.identity.Caller;
import com.lealup.platform.problem.Problems;
import java.net.http.HttpClient;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/** Asks the owner of customers about one the projection has not heard of: it may be a millisecond old. */
@Component
class CustomerService {

    private static final Logger LOG = LoggerFactory.getLogger(CustomerService.class);

    private final RestClient service;

    CustomerService(CustomerServiceProperties properties) {
        var requests = new JdkClientHttpRequestFactory(HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(properties.customerServiceTimeout())
                .build());
        requests.setReadTimeout(properties.customerServiceTimeout());
        this.service = RestClient.builder()
                .requestFactory(requests)
                .baseUrl(properties.url().toString())
                .build();
    }

    /** Whether the caller's workspace has this customer, outside the trash. */
    boolean has(Caller caller, CustomerId customer) {
        try {
            var answer = service.get()
                    .uri("/internal/customers/{id}", customer.toString())
                    .header("Lealup-Identity", caller.token())
                    .header("X-Request-Id", Correlation.current().requestId())
                    .header("traceparent", Correlation.current().traceparent())
                    .accept(MediaType.APPLICATION_JSON)
                    .retrieve()
                    .body(Answer.class);
            return answer != null && "active".equals(answer.state());
        } catch (HttpClientErrorException.NotFound e) {
            return false;
        } catch (RestClientException e) {
            LOG.atWarn()
                    .addKeyValue("peer", "customer-service")
                    .addKeyValue("cause", e.getClass().getSimpleName())
                    .log("The customer service did not say whether a customer exists");
            throw Problems.unavailable(
                    "Whether this customer exists cannot be told at the moment.", Duration.ofSeconds(2));
        }
    }

    /** What it answers; other members are of no interest. */
    private record Answer(@Nullable String state) {}
}
