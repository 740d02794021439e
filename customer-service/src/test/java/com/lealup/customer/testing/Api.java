package com.lealup.customer.testing;

import com.lealup.platform.id.Ulids;
import com.lealup.platform.identity.Caller;
import com.lealup.platform.identity.PrincipalType;
import com.lealup.platform.identity.TenantId;
import com.lealup.platform.testing.ApiDescription;
import com.lealup.platform.testing.TestIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Calls the service over HTTP in the name of somebody. */
public final class Api {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static final ApiDescription DESCRIPTION = ApiDescription.ofModule("customer-service");

    private final int port;
    private final Caller caller;

    private Api(int port, Caller caller) {
        this.port = port;
        this.caller = caller;
    }

    /** A key of a new workspace that may read and write customers. */
    public static Api ofNewWorkspace(int port) {
        return new Api(
                port,
                new Caller(
                        TenantId.next(),
                        Ulids.format(Ulids.next()),
                        PrincipalType.API_KEY,
                        "quickstart",
                        "creator@example.com",
                        "admin",
                        Set.of("customers:read", "customers:write", "segments:read", "segments:write"),
                        "203.0.113.7",
                        ""));
    }

    /** A person of the same workspace. */
    public Api person(String userId, String role) {
        return new Api(
                port,
                new Caller(
                        caller.tenantId(),
                        userId,
                        PrincipalType.USER,
                        "Jane",
                        "jane@example.com",
                        role,
                        caller.scopes(),
                        caller.clientAddress(),
                        ""));
    }

    /** The same key with other scopes. */
    public Api with(String... scopes) {
        return new Api(
                port,
                new Caller(
                        caller.tenantId(),
                        caller.principalId(),
                        caller.type(),
                        caller.name(),
                        caller.email(),
                        caller.role(),
                        Set.of(scopes),
                        caller.clientAddress(),
                        ""));
    }

    /** The same key, asking another instance. */
    public Api at(int otherPort) {
        return new Api(otherPort, caller);
    }

    public Caller caller() {
        return caller;
    }

    public TenantId tenant() {
        return caller.tenantId();
    }

    public Answer get(String path, String... headers) {
        return send("GET", path, null, headers);
    }

    public Answer post(String path, String body, String... headers) {
        return send("POST", path, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    public Answer patch(String path, String body, String... headers) {
        return send("PATCH", path, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    public Answer delete(String path, String... headers) {
        return send("DELETE", path, null, headers);
    }

    /** Sends a request with a token for it, made out for this service. */
    public Answer send(String method, String path, byte @Nullable [] body, String... headers) {
        return sendWith(
                TestIdentity.token(caller, "customer-service", method, pathOnly(path)), method, path, body, headers);
    }

    /** Sends a request with any token. */
    public Answer sendWith(String token, String method, String path, byte @Nullable [] body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body))
                .header("Lealup-Identity", token)
                .header("Content-Type", "application/json");
        for (var i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        try {
            return new Answer(DESCRIPTION.check(HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String pathOnly(String path) {
        var query = path.indexOf('?');
        return query < 0 ? path : path.substring(0, query);
    }
}
