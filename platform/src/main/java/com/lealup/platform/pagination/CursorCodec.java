package com.lealup.platform.pagination;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Writes cursors as URL-safe text: a version, a digest, the values. The digest covers the values and the list they
 * belong to (path and filters), so that a cursor that was cut, changed or carried over to another list is recognised.
 * It is not a secret: a cursor only says where to go on within what its caller may read.
 */
final class CursorCodec {

    private static final byte VERSION = 1;
    private static final int DIGEST_LENGTH = 12;
    private static final int LONGEST = 4096;

    private CursorCodec() {}

    static String encode(Cursor cursor, String list) {
        var values = write(cursor);
        var digest = digest(values, list);
        var bytes = new byte[1 + DIGEST_LENGTH + values.length];
        bytes[0] = VERSION;
        System.arraycopy(digest, 0, bytes, 1, DIGEST_LENGTH);
        System.arraycopy(values, 0, bytes, 1 + DIGEST_LENGTH, values.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static Cursor decode(String text, String list) {
        if (text.length() > LONGEST) {
            throw Cursor.forged();
        }
        try {
            var bytes = Base64.getUrlDecoder().decode(text);
            if (bytes.length <= 1 + DIGEST_LENGTH || bytes[0] != VERSION) {
                throw Cursor.forged();
            }
            var values = Arrays.copyOfRange(bytes, 1 + DIGEST_LENGTH, bytes.length);
            if (!MessageDigest.isEqual(digest(values, list), Arrays.copyOfRange(bytes, 1, 1 + DIGEST_LENGTH))) {
                throw Cursor.forged();
            }
            return read(values);
        } catch (IllegalArgumentException | IOException e) {
            throw Cursor.forged();
        }
    }

    private static byte[] write(Cursor cursor) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeByte(cursor.values().size());
            for (var value : cursor.values()) {
                out.writeBoolean(value != null);
                if (value != null) {
                    out.writeUTF(value);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static Cursor read(byte[] values) throws IOException {
        var in = new DataInputStream(new ByteArrayInputStream(values));
        var count = in.readByte();
        var read = new ArrayList<@Nullable String>();
        for (var i = 0; i < count; i++) {
            read.add(in.readBoolean() ? in.readUTF() : null);
        }
        if (in.available() > 0) {
            throw Cursor.forged();
        }
        return new Cursor(read);
    }

    private static byte[] digest(byte[] values, String list) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(list.getBytes(StandardCharsets.UTF_8));
            sha256.update((byte) 0);
            return Arrays.copyOf(sha256.digest(values), DIGEST_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
