package com.lealup.platform.idempotency;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.lealup.platform.database.Worker;
import com.lealup.platform.id.Ulids;
import com.lealup.platform.identity.Caller;
import com.lealup.platform.identity.Callers;
import com.lealup.platform.identity.TenantId;
import com.lealup.platform.parts.PlatformParts;
import com.lealup.platform.problem.ProblemException;
import com.lealup.platform.problem.Problems;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

@SpringBootTest(
        classes = PlatformParts.App.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = "lealup.outbox.enabled=false")
@DirtiesContext
class IdempotencyIT {

    private static final byte[] BODY = "{\"name\":\"Acme\"}".getBytes(UTF_8);

    private final TenantId tenant = TenantId.next();

    @Autowired
    Idempotency idempotency;

    @Autowired
    JdbcClient api;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    @Worker
    JdbcClient worker;

    @Autowired
    ForgetOldAnswers forget;

    @DynamicPropertySource
    static void parts(DynamicPropertyRegistry registry) {
        PlatformParts.register(registry, "gateway");
    }

    @Test
    void givesARetryTheSameBytesAndNoSecondEffect() {
        ResponseEntity<byte[]> first = send("k1", BODY, this::create);
        ResponseEntity<byte[]> second = send("k1", BODY, this::create);

        assertThat(second.getStatusCode().value()).isEqualTo(201);
        assertThat(second.getBody()).isEqualTo(first.getBody());
        assertThat(second.getHeaders().getLocation())
                .isEqualTo(first.getHeaders().getLocation());
        assertThat(second.getHeaders().getContentType())
                .isEqualTo(first.getHeaders().getContentType());
        assertThat(second.getHeaders().getFirst("Idempotent-Replayed")).isEqualTo("true");
        assertThat(first.getHeaders().getFirst("Idempotent-Replayed")).isNull();
        assertThat(effects()).isEqualTo(1);
    }

    @Test
    void takesTheQuotedFormForTheSameKey() {
        send("\"k-quoted\"", BODY, this::create);

        assertThat(send("k-quoted", BODY, this::create).getHeaders().getFirst("Idempotent-Replayed"))
                .isEqualTo("true");
    }

    @Test
    void runsWorkWithoutAKeyEachTime() {
        send(null, BODY, this::create);
        send(null, BODY, this::create);

        assertThat(effects()).isEqualTo(2);
    }

    @Test
    void refusesAnotherBodyUnderTheSameKey() {
        send("k2", BODY, this::create);

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> send("k2", "{}".getBytes(UTF_8), this::create))
                .satisfies(e -> assertThat(status(e)).isEqualTo(422));
        assertThat(effects()).isEqualTo(1);
    }

    @Test
    void repeatsASecretToTheCallerWhoAskedAndToNobodyElseOfTheWorkspace() {
        Caller first = PlatformParts.caller(tenant);
        Caller second = new Caller(
                tenant,
                Ulids.format(Ulids.next()),
                first.type(),
                first.name(),
                first.email(),
                first.role(),
                first.scopes(),
                first.clientAddress(),
                first.token());

        ResponseEntity<byte[]> answer = askForSecret(first);

        assertThat(askForSecret(first).getBody()).isEqualTo(answer.getBody());
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> askForSecret(second))
                .satisfies(e -> assertThat(status(e)).isEqualTo(422));
        assertThat(effects()).isEqualTo(1);
    }

    private ResponseEntity<byte[]> askForSecret(Caller caller) {
        return Callers.call(caller, () -> idempotency.executeForCallerOnly(request("secret"), BODY, this::create));
    }

    @Test
    void keepsNothingOfASecretBodyThatTheDatabaseAloneCouldTry() throws NoSuchAlgorithmException {
        // Given
        var caller = PlatformParts.caller(tenant);
        var prepared = new AtomicInteger();

        // When
        var answer = sendSecret(caller, BODY, prepared, this::create);
        var retry = sendSecret(caller, BODY, prepared, this::create);

        // Then
        assertThat(answer.getStatusCode().value()).isEqualTo(201);
        assertThat(retry.getBody()).isEqualTo(answer.getBody());
        assertThat(retry.getHeaders().getFirst("Idempotent-Replayed")).isEqualTo("true");
        assertThat(effects()).isEqualTo(1);
        assertThat(prepared).hasValue(1);
        var audience = caller.type() + ":" + caller.principalId();
        assertThat(fingerprint())
                .hasSize(32)
                .isNotEqualTo(digest("\0" + audience + "\0"))
                .isNotEqualTo(digest("\0"));
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> sendSecret(caller, "{}".getBytes(UTF_8), prepared, this::create))
                .satisfies(e -> assertThat(status(e)).isEqualTo(422));
        assertThat(prepared).hasValue(1);
    }

    @Test
    void givesTheAnswerToARetryWhosePreparationFailsSinceTheFirstHasEnded() {
        var caller = PlatformParts.caller(tenant);

        // The retry looks, and finds nothing; the first request ends; now what the retry brings is no longer right.
        ResponseEntity<byte[]> retry = Callers.call(
                caller,
                () -> idempotency.executeWithSecrets(request("s"), BODY, () -> {
                    sendSecret(caller, BODY, new AtomicInteger(), this::create);
                    throw Problems.validation("/current", "wrong", "is not it");
                }));

        assertThat(retry.getHeaders().getFirst("Idempotent-Replayed")).isEqualTo("true");
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> Callers.call(
                        caller,
                        () -> idempotency.executeWithSecrets(request("other"), BODY, () -> {
                            throw Problems.validation("/current", "wrong", "is not it");
                        })))
                .satisfies(e -> assertThat(status(e)).isEqualTo(400));
        assertThat(effects()).isEqualTo(1);
    }

    @Test
    void knowsASecretBodyAgainWhenTheKeyWasRotated() {
        var old = "1:" + Base64.getEncoder().encodeToString(new byte[32]);
        var key = new byte[32];
        key[0] = 1;
        var fresh = "2:" + Base64.getEncoder().encodeToString(key);

        var before = new BodyMacs(List.of(old)).of(BODY, "scope");
        var after = new BodyMacs(List.of(fresh, old)).of(BODY, "scope");

        assertThat(after.getFirst()).isNotEqualTo(before.getFirst());
        assertThat(after.getLast()).isEqualTo(before.getFirst());
        assertThat(new BodyMacs(List.of(old)).of(BODY, "another scope").getFirst())
                .isNotEqualTo(before.getFirst());
    }

    private ResponseEntity<byte[]> sendSecret(
            Caller caller, byte[] body, AtomicInteger prepared, Supplier<ResponseEntity<?>> work) {
        return Callers.call(
                caller,
                () -> idempotency.executeWithSecrets(request("s"), body, () -> {
                    prepared.incrementAndGet();
                    return work;
                }));
    }

    private byte[] fingerprint() {
        return worker.sql("select fingerprint from idempotency_records where tenant_id = ?")
                .param(tenant.value())
                .query(byte[].class)
                .single();
    }

    private static byte[] digest(String before) throws NoSuchAlgorithmException {
        var digest = MessageDigest.getInstance("SHA-256");
        digest.update(before.getBytes(UTF_8));
        return digest.digest(BODY);
    }

    @Test
    void keepsKeysOfDifferentWorkspacesApart() {
        send("k3", BODY, this::create);
        TenantId other = TenantId.next();

        ResponseEntity<byte[]> answer =
                Callers.call(PlatformParts.caller(other), () -> idempotency.execute(request("k3"), BODY, this::create));

        assertThat(answer.getHeaders().getFirst("Idempotent-Replayed")).isNull();
    }

    @Test
    void keepsNothingOfWorkThatFailed() {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> send("k4", BODY, () -> {
                    create();
                    throw Problems.notFound("gone");
                }));
        assertThat(effects()).isZero();

        ResponseEntity<byte[]> refused = send("k4", BODY, () -> {
            create();
            return ResponseEntity.badRequest().body(Map.of("code", "validation_error"));
        });
        assertThat(refused.getStatusCode().value()).isEqualTo(400);
        assertThat(effects()).isZero();

        assertThat(send("k4", BODY, this::create).getStatusCode().value()).isEqualTo(201);
        assertThat(effects()).isEqualTo(1);
    }

    @Test
    void keepsADuplicateThatWasFound() {
        Supplier<ResponseEntity<?>> duplicate =
                () -> Problems.duplicate("taken", Map.of("customer_id", "x")).toResponse();

        byte[] first = send("k5", BODY, duplicate).getBody();

        assertThat(send("k5", BODY, this::create).getBody()).isEqualTo(first);
        assertThat(effects()).isZero();
    }

    @Test
    void makesOneEffectOfFiftyRequestsAtOnce() throws Exception {
        var bodies = new ArrayList<byte[]>();
        int inProgress = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<Future<ResponseEntity<byte[]>>>();
            for (int i = 0; i < 50; i++) {
                answers.add(threads.submit(() -> send("k6", BODY, this::create)));
            }
            for (Future<ResponseEntity<byte[]>> answer : answers) {
                try {
                    bodies.add(answer.get().getBody());
                } catch (ExecutionException e) {
                    assertThat(e.getCause()).isInstanceOfSatisfying(ProblemException.class, problem -> {
                        assertThat(status(problem)).isEqualTo(409);
                        assertThat(problem.problem().headers()).containsEntry("Retry-After", "1");
                    });
                    inProgress++;
                }
            }
        }

        assertThat(bodies).isNotEmpty().allSatisfy(body -> assertThat(body).isEqualTo(bodies.getFirst()));
        assertThat(bodies.size() + inProgress).isEqualTo(50);
        assertThat(send("k6", BODY, this::create).getBody()).isEqualTo(bodies.getFirst());
        assertThat(effects()).isEqualTo(1);
    }

    @Test
    void tellsAnotherBodyFromARetryWhileTheFirstRequestRuns() throws Exception {
        var running = new CountDownLatch(1);
        var finish = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<ResponseEntity<byte[]>> first = threads.submit(() -> send("k7", BODY, () -> {
                running.countDown();
                awaitUninterrupted(finish);
                return create();
            }));
            running.await();

            assertThatExceptionOfType(ProblemException.class)
                    .isThrownBy(() -> send("k7", BODY, this::create))
                    .satisfies(e -> assertThat(status(e)).isEqualTo(409));
            assertThatExceptionOfType(ProblemException.class)
                    .isThrownBy(() -> send("k7", "{}".getBytes(UTF_8), this::create))
                    .satisfies(e -> assertThat(status(e)).isEqualTo(422));

            finish.countDown();
            assertThat(first.get().getStatusCode().value()).isEqualTo(201);
        }
    }

    @Test
    void losesTheEffectWithTheAnswerWhenTheProcessDiesBeforeTheCommit() {
        // A killed process loses its connection; Postgres then ends its transaction, as it does here.
        assertThatExceptionOfType(RuntimeException.class)
                .isThrownBy(() -> send("k8", BODY, () -> {
                    ResponseEntity<?> answer = create();
                    int pid = api.sql("select pg_backend_pid()")
                            .query(Integer.class)
                            .single();
                    worker.sql("select pg_terminate_backend(?)")
                            .param(pid)
                            .query(Boolean.class)
                            .single();
                    return answer;
                }));
        assertThat(effects()).isZero();

        assertThat(send("k8", BODY, this::create).getStatusCode().value()).isEqualTo(201);
        assertThat(effects()).isEqualTo(1);
    }

    @Test
    void storesNoAnswerInTheClear() {
        send("k9", BODY, () -> ResponseEntity.status(201).body(Map.of("key", "lealup_sk_test_secret")));

        byte[] stored = worker.sql("select body from idempotency_records where tenant_id = ?")
                .param(tenant.value())
                .query(byte[].class)
                .single();
        assertThat(new String(stored, UTF_8)).doesNotContain("secret").doesNotContain("lealup_sk");
    }

    @Test
    void showsNoRowOfAnyTenantWithoutACaller() {
        send("k10", BODY, this::create);

        int seen = transactions.execute(status -> api.sql("select count(*) from idempotency_records")
                .query(Integer.class)
                .single());

        assertThat(seen).isZero();
    }

    @Test
    void forgetsAnswersThatAreOld() {
        send("k11", BODY, this::create);
        worker.sql("update idempotency_records set created_at = now() - interval '26 hours' where tenant_id = ?")
                .param(tenant.value())
                .update();

        assertThat(forget.forget()).isPositive();
        assertThat(send("k11", BODY, this::create).getHeaders().getFirst("Idempotent-Replayed"))
                .isNull();
    }

    private ResponseEntity<?> create() {
        int number = api.sql("""
                        insert into effects (tenant_id, name)
                        values (:tenant, 'created')
                        on conflict (tenant_id, name) do update
                        set times = effects.times + 1
                        returning times
                        """)
                .param("tenant", Callers.current().tenantId().value())
                .query(Integer.class)
                .single();
        return ResponseEntity.created(URI.create("/v1/things/" + number)).body(Map.of("number", number));
    }

    private int effects() {
        return worker.sql("select coalesce(sum(times), 0) from effects where tenant_id = ?")
                .param(tenant.value())
                .query(Integer.class)
                .single();
    }

    private ResponseEntity<byte[]> send(@Nullable String key, byte[] body, Supplier<ResponseEntity<?>> work) {
        MockHttpServletRequest request = request(key);
        RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(request));
        try {
            return Callers.call(PlatformParts.caller(tenant), () -> idempotency.execute(request, body, work));
        } finally {
            RequestContextHolder.resetRequestAttributes();
        }
    }

    private static int status(ProblemException e) {
        return e.problem().type().status().value();
    }

    private static MockHttpServletRequest request(@Nullable String key) {
        var request = new MockHttpServletRequest("POST", "/v1/things");
        if (key != null) {
            request.addHeader("Idempotency-Key", key);
        }
        return request;
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
