package com.lealup.local.command;

import com.lealup.local.operator.Operator;
import com.lealup.local.sink.Sink;
import com.lealup.local.sink.Subscriber;
import com.lealup.local.sink.Verifier;
import com.lealup.local.state.SuiteState;
import com.lealup.local.suite.Suite;
import com.lealup.local.trouble.Trouble;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Receives webhooks. */
@Command(
        name = "webhook-sink",
        description =
                "Receives webhooks on this machine, verifies them and prints what arrives, until it is interrupted.")
final class WebhookSink implements Runnable {

    private static final List<String> SCOPES = List.of("webhooks:read", "webhooks:write");

    @Option(names = "--port", defaultValue = "9099", paramLabel = "PORT", description = "Where. Default: 9099")
    private int port;

    @Option(
            names = "--secret",
            paramLabel = "whsec_...",
            description = "Verify the deliveries of a subscription that you have made.")
    private @Nullable String secret;

    @Option(
            names = "--subscribe",
            split = ",",
            arity = "0..1",
            fallbackValue = "*",
            paramLabel = "EVENT",
            description = "Make a subscription to these events, or to all, and remove it at the end.")
    private @Nullable List<String> events;

    @Mixin
    private WorkspaceOption workspace = new WorkspaceOption();

    @Option(
            names = "--status",
            defaultValue = "204",
            paramLabel = "STATUS",
            description = "What to answer: 500 shows how deliveries are tried again. Default: 204")
    private int status;

    @Option(names = "--brief", description = "One line for each delivery, without its body.")
    private boolean brief;

    @Mixin
    private DataOption data = new DataOption();

    @Override
    public void run() {
        if (status < 200 || status > 599) {
            throw new Trouble("--status should be from 200 to 599.");
        }
        try (var sink = new Sink(port, status, !brief, WebhookSink::print, InstantSource.system())) {
            if (secret != null) {
                sink.verifyWith(new Verifier(secret));
            }
            if (events != null) {
                subscribe(sink, events);
            }
            print("Listening on " + sink.url() + "; Ctrl-C ends it.");
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void subscribe(Sink sink, List<String> to) {
        SuiteState state = data.running();
        Suite suite = data.suite(state);
        var operator = new Operator(suite.settings().ports(), suite.settings().secrets());
        var key = operator.createKey(workspace.tenantId(data.folder()), "webhook-sink", SCOPES, "7d")
                .path("key")
                .asString();
        var subscriber = new Subscriber(suite.url(), key);
        var subscription = subscriber.subscribe(sink.url(), to);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> subscriber.unsubscribe(subscription), "unsubscribe"));
        sink.verifyWith(new Verifier(subscription.secret()));
        print("Subscription " + subscription.id() + " to " + String.join(", ", to) + ".");
    }

    private static void print(String text) {
        System.out.println(text);
        System.out.flush();
    }
}
