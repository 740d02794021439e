package com.lealup.gateway.edge;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/** One line of {@code hostile-requests.txt}, which explains the format. */
record HostileRequest(String kind, int status, boolean mayBeClosed, String code, String payload) {

    private static final int SHOWN = 90;

    static HostileRequest parse(String line) {
        var parts = line.split(" ", 4);
        var status = parts[1];
        return new HostileRequest(
                parts[0],
                Integer.parseInt(status.substring(0, 3)),
                status.endsWith("?"),
                parts[2],
                parts.length == 4 ? parts[3] : "");
    }

    /** The bytes on the wire, one char each. */
    String wire(String key) {
        var auth = "Authorization: Bearer " + key + "\r\n";
        var text = expand(payload, key);
        return switch (kind) {
            case "path" -> "GET " + text + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n" + auth + "\r\n";
            case "method" -> text + " /v1/customers HTTP/1.1\r\nHost: a\r\nConnection: close\r\n" + auth + "\r\n";
            case "header" ->
                "GET /v1/customers HTTP/1.1\r\nHost: a\r\nConnection: close\r\n" + auth + text + "\r\n\r\n";
            case "key" ->
                "GET /v1/customers HTTP/1.1\r\nHost: a\r\nConnection: close\r\nAuthorization: " + text + "\r\n\r\n";
            case "body" ->
                "POST /v1/api-keys HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Type: application/json\r\n"
                        + auth + "Content-Length: " + text.length() + "\r\n\r\n" + text;
            case "post" -> "POST /v1/api-keys HTTP/1.1\r\nHost: a\r\nConnection: close\r\n" + auth + text;
            case "raw" -> text;
            default -> throw new IllegalArgumentException("What kind is " + kind + "?");
        };
    }

    private static String expand(String payload, String key) {
        var text = new StringBuilder();
        for (int i = 0; i < payload.length(); i++) {
            char c = payload.charAt(i);
            if (c == '\\') {
                i += escape(payload, i + 1, text);
            } else if (c == '{') {
                int end = closing(payload, i);
                text.append(macro(payload.substring(i + 1, end), key));
                i = end;
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }

    /** @return how many characters of the payload it took */
    private static int escape(String payload, int at, StringBuilder text) {
        switch (payload.charAt(at)) {
            case 'r' -> text.append('\r');
            case 'n' -> text.append('\n');
            case 't' -> text.append('\t');
            case 'x' -> {
                text.append((char) Integer.parseInt(payload, at + 1, at + 3, 16));
                return 3;
            }
            default -> text.append(payload.charAt(at));
        }
        return 1;
    }

    /** The brace that ends a macro; escaped ones inside belong to what it holds. */
    private static int closing(String payload, int open) {
        for (int i = open + 1; i < payload.length(); i++) {
            if (payload.startsWith("\\{", i) || payload.startsWith("\\}", i)) {
                i++;
            } else if (payload.charAt(i) == '}') {
                return i;
            }
        }
        throw new IllegalArgumentException("No end of a macro in " + payload);
    }

    private static String macro(String name, String key) {
        if (name.equals("key")) {
            return key;
        }
        if (name.equals("auth")) {
            return "Authorization: Bearer " + key + "\r\n";
        }
        if (name.startsWith("gzip:")) {
            return gzipped(expand(name.substring(5), key).getBytes(StandardCharsets.ISO_8859_1), 1);
        }
        if (name.startsWith("bomb:")) {
            return gzipped(new byte[1024 * 1024], Integer.parseInt(name.substring(5)));
        }
        int star = name.lastIndexOf('*');
        return expand(name.substring(0, star), key).repeat(Integer.parseInt(name.substring(star + 1)));
    }

    /** The rest of the headers and a whole body. */
    private static String gzipped(byte[] content, int times) {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            for (int i = 0; i < times; i++) {
                gzip.write(content);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "\r\nContent-Length: " + bytes.size() + "\r\n\r\n" + bytes.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public String toString() {
        return kind + " " + (payload.length() > SHOWN ? payload.substring(0, SHOWN) + "..." : payload);
    }
}
