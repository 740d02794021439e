package com.lealup.webhook.delivery;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate for 127.0.0.1 that is made by the JDK's keytool, and who trusts it. */
final class TestTls {

    private static final String PASSWORD = "changeit";
    private static final SSLContext CONTEXT = make();

    private TestTls() {}

    /** Presents the certificate and trusts it. */
    static SSLContext context() {
        return CONTEXT;
    }

    /** Of the host that the certificate is for. */
    static ServerSocket serverSocket(String scheme) throws IOException {
        return serverSocket(scheme, InetAddress.getLoopbackAddress());
    }

    static ServerSocket serverSocket(String scheme, InetAddress host) throws IOException {
        return scheme.equals("https")
                ? CONTEXT.getServerSocketFactory().createServerSocket(0, 50, host)
                : new ServerSocket(0, 50, host);
    }

    private static SSLContext make() {
        try {
            var file = Files.createTempDirectory("lealup-tls").resolve("keys.p12");
            run(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-genkeypair",
                    "-keystore",
                    file.toString(),
                    "-storepass",
                    PASSWORD,
                    "-alias",
                    "receiver",
                    "-keyalg",
                    "EC",
                    "-dname",
                    "CN=receiver",
                    "-ext",
                    "san=ip:127.0.0.1"));
            return context(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void run(List<String> command) throws IOException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IllegalStateException(output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static SSLContext context(Path file) throws IOException, GeneralSecurityException {
        var keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        var presents = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        presents.init(keys, PASSWORD.toCharArray());
        // The certificate is its own authority.
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("receiver", keys.getCertificate("receiver"));
        var trusts = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusts.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(presents.getKeyManagers(), trusts.getTrustManagers(), null);
        return context;
    }
}
