package com.lealup.platform.probe;

import com.lealup.platform.identity.Caller;
import com.lealup.platform.identity.IdentityTokens;
import com.lealup.platform.testing.TestIdentity;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks the probe as the gateway would. */
public final class Probe {

    /** The module name the probe runs under. */
    public static final String SERVICE = "probe-service";

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final int port;
    private final Caller caller;

    public Probe(int port) {
        this(port, TestIdentity.caller("things:read", "things:write"));
    }

    public Probe(int port, Caller caller) {
        this.port = port;
        this.caller = caller;
    }

    /** The path may have a query. */
    public HttpRequest.Builder signed(String method, String pathAndQuery) {
        var path = pathAndQuery.replaceFirst("\\?.*", "");
        return unsigned(pathAndQuery)
                .header(IdentityTokens.HEADER, TestIdentity.token(caller, SERVICE, method, path))
                .method(method, HttpRequest.BodyPublishers.noBody());
    }

    public HttpRequest.Builder unsigned(String pathAndQuery) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + pathAndQuery));
    }

    public Answer get(String pathAndQuery, String... headers) {
        var request = signed("GET", pathAndQuery);
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    public Answer post(String path, String json, String... headers) {
        return post(path, json.getBytes(StandardCharsets.UTF_8), headers);
    }

    public Answer post(String path, byte[] body, String... headers) {
        var request = signed("POST", path).POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (headers.length == 0) {
            request.header("Content-Type", "application/json");
        } else {
            request.headers(headers);
        }
        return send(request);
    }

    public Answer send(HttpRequest.Builder request) {
        try {
            return new Answer(CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Sends bytes no HTTP client would, and returns all that comes back. */
    public String raw(String request) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(5000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static byte[] gzip(byte[] bytes) {
        var zipped = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(zipped)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return zipped.toByteArray();
    }

    /** What came back. */
    public record Answer(HttpResponse<String> response) {

        public int status() {
            return response.statusCode();
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse(null);
        }

        public String text() {
            return response.body();
        }

        public JsonNode json() {
            return JsonMapper.shared().readTree(response.body());
        }

        public String code() {
            return json().path("code").stringValue("");
        }
    }
}
