package com.lealup.local.secret;

import com.lealup.local.trouble.Trouble;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** All secrets of one deployment. */
public final class Secrets {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Map<Secret, String> values;

    private Secrets(Map<Secret, String> values) {
        this.values = new EnumMap<>(values);
    }

    /**
     * A test deployment's are random, made once and kept in the file; a live one's come from the environment and are
     * not kept. What the environment gives wins in both.
     *
     * @param given environment variables
     */
    public static Secrets of(Environment environment, Path file, Map<String, String> given) {
        Map<Secret, String> fromOutside = new EnumMap<>(Secret.class);
        for (Secret secret : Secret.values()) {
            String value = given.get(secret.name());
            if (value != null && !value.isBlank()) {
                fromOutside.put(secret, value);
            }
        }
        return switch (environment) {
            case TEST -> {
                Map<Secret, String> all = kept(file);
                all.putAll(fromOutside);
                yield new Secrets(all);
            }
            case LIVE -> live(file, fromOutside);
        };
    }

    private static Secrets live(Path file, Map<Secret, String> given) {
        List<Secret> missing = Arrays.stream(Secret.values())
                .filter(secret -> !given.containsKey(secret))
                .toList();
        if (!missing.isEmpty()) {
            throw new Trouble(missing.stream()
                    .map(secret -> "  " + secret + "=" + secret.form())
                    .collect(Collectors.joining(
                            "\n", "A live deployment takes no generated secrets. Set these variables first:\n", "")));
        }
        if (Files.exists(file) && kept(file).values().stream().anyMatch(given::containsValue)) {
            throw new Trouble(
                    "A live deployment takes no generated secrets, and one of those given is in " + file + ".");
        }
        return new Secrets(given);
    }

    private static Map<Secret, String> kept(Path file) {
        try {
            if (!Files.exists(file)) {
                PrivateFiles.write(
                        file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(RandomSecrets.create()));
            }
            PrivateFiles.requirePrivate(file);
            Map<Secret, String> values =
                    JSON.readValue(Files.readString(file), new TypeReference<EnumMap<Secret, String>>() {});
            for (Secret secret : Secret.values()) {
                if (values.get(secret) == null) {
                    throw new Trouble(file + " lacks " + secret + ": put it back, or start anew with  ./lealup reset");
                }
            }
            return values;
        } catch (IOException | JacksonException e) {
            throw new Trouble("Cannot read the secrets in " + file + ": " + e.getMessage(), e);
        }
    }

    /** One secret. */
    public String get(Secret secret) {
        return Objects.requireNonNull(values.get(secret));
    }

    /** The password of a database role. */
    public String password(String role) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            byte[] key = get(Secret.LEALUP_DATABASE_SECRET).getBytes(StandardCharsets.UTF_8);
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            byte[] password = mac.doFinal(role.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(password);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "Secrets[hidden]";
    }
}
