package com.lealup.local.secret;

/** What a deployment has to keep to itself; each is given to services in the environment variable of its name. */
public enum Secret {
    LEALUP_DATABASE_SECRET("any 32 or more characters; the passwords of all database roles are derived from it"),
    LEALUP_IDENTITY_SIGNING_KEY("<kid>:<base64 of an Ed25519 private key, PKCS#8>"),
    LEALUP_IDENTITY_PUBLIC_KEYS("<kid>:<base64 of the Ed25519 public key, SubjectPublicKeyInfo>, comma-separated"),
    LEALUP_IDEMPOTENCY_KEYS("<version>:<base64 of 32 bytes>, comma-separated"),
    LEALUP_KEYS_PEPPERS("<version>:<base64 of 32 bytes>, comma-separated"),
    LEALUP_KEYS_RECORD_MAC_KEY("<base64 of 32 bytes>"),
    LEALUP_OPERATOR_TOKEN("any 32 or more characters"),
    LEALUP_WEBHOOKS_SECRET_KEYS("<version>:<base64 of 32 bytes>, comma-separated");

    private final String form;

    Secret(String form) {
        this.form = form;
    }

    /** What its value looks like. */
    public String form() {
        return form;
    }
}
