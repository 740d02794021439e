package com.lealup.gateway.route;

import java.util.concurrent.atomic.AtomicReference;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.concurrent.CancellableDependency;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.jspecify.annotations.Nullable;

/** A request to a service that another thread can break off. The client's own would parse the target a second time. */
final class UpstreamRequest extends BasicClassicHttpRequest implements CancellableDependency {

    private static final long serialVersionUID = 1L;

    private static final Cancellable NOTHING = () -> false;

    private final transient AtomicReference<@Nullable Cancellable> work = new AtomicReference<>(NOTHING);

    UpstreamRequest(String method, HttpHost host, String target) {
        super(method, host, target);
    }

    @Override
    public void setDependency(Cancellable dependency) {
        while (true) {
            var current = work.get();
            if (current == null) {
                dependency.cancel();
                return;
            }
            if (work.compareAndSet(current, dependency)) {
                return;
            }
        }
    }

    @Override
    public boolean isCancelled() {
        return work.get() == null;
    }

    @Override
    public boolean cancel() {
        var current = work.getAndSet(null);
        return current != null && current.cancel();
    }
}
