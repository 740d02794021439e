package com.lealup.load.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One nginx worker that proxies to a port of this machine over kept connections, streaming as the gateway does. */
final class Nginx implements AutoCloseable {

    private static final int ATTEMPTS = 100;

    private final Process process;

    private Nginx(Process process) {
        this.process = process;
    }

    /** Where it is installed, if it is. */
    static Optional<Path> program() {
        return Stream.concat(
                        Stream.of("/usr/sbin", "/usr/local/sbin", "/opt/homebrew/bin"),
                        Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1)))
                .filter(folder -> !folder.isBlank())
                .map(folder -> Path.of(folder, "nginx"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Starts it and waits until it listens. */
    static Nginx start(Path program, Path folder, int port, int upstream) {
        try {
            Files.createDirectories(folder);
            Path configuration = folder.resolve("nginx.conf");
            Files.writeString(configuration, configuration(folder, port, upstream));
            Process process = new ProcessBuilder(List.of(
                            program.toString(),
                            "-p",
                            folder.toString(),
                            "-c",
                            configuration.toString(),
                            "-e",
                            folder.resolve("error.log").toString()))
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("nginx.out").toFile())
                    .start();
            Nginx nginx = new Nginx(process);
            nginx.await(port, folder);
            return nginx;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long pid() {
        return process.pid();
    }

    private void await(int port, Path folder) {
        for (int attempt = 0; attempt < ATTEMPTS && process.isAlive(); attempt++) {
            try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return;
            } catch (IOException _) {
                pause();
            }
        }
        close();
        throw new IllegalStateException("nginx does not listen; see " + folder.resolve("nginx.out"));
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Without a master the process that is started is the worker. */
    private static String configuration(Path folder, int port, int upstream) {
        return """
                daemon off;
                master_process off;
                worker_processes 1;
                pid %1$s/nginx.pid;
                error_log %1$s/error.log;
                events { worker_connections 4096; }
                http {
                  access_log off;
                  client_body_temp_path %1$s/body;
                  proxy_temp_path %1$s/proxy;
                  fastcgi_temp_path %1$s/fastcgi;
                  uwsgi_temp_path %1$s/uwsgi;
                  scgi_temp_path %1$s/scgi;
                  keepalive_requests 10000000;
                  client_max_body_size 16m;
                  upstream trivial { server 127.0.0.1:%3$d; keepalive 512; keepalive_requests 10000000; }
                  server {
                    listen 127.0.0.1:%2$d backlog=4096;
                    location / {
                      proxy_pass http://trivial;
                      proxy_http_version 1.1;
                      proxy_set_header Connection "";
                      proxy_request_buffering off;
                    }
                  }
                }
                """.formatted(folder, port, upstream);
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
