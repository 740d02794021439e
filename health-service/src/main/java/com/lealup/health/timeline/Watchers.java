package com.lealup.health.timeline;

import com.lealup.health.customer.CustomerKey;
import com.lealup.platform.identity.TenantId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The readers of streams at this instance. */
@Component
class Watchers {

    private final WatchProperties properties;
    private final Map<CustomerKey, List<Watcher>> byCustomer = new HashMap<>();
    private final Map<TenantId, Integer> byWorkspace = new HashMap<>();
    private int all;

    Watchers(WatchProperties properties) {
        this.properties = properties;
    }

    /** Lets another one in, unless there are too many. */
    synchronized Optional<Watcher> enter(CustomerKey customer) {
        int ofWorkspace = byWorkspace.getOrDefault(customer.tenant(), 0);
        if (all >= properties.most() || ofWorkspace >= properties.mostOfWorkspace()) {
            return Optional.empty();
        }
        var watcher = new Watcher(customer);
        byCustomer.merge(customer, List.of(watcher), Watchers::both);
        byWorkspace.put(customer.tenant(), ofWorkspace + 1);
        all++;
        return Optional.of(watcher);
    }

    synchronized void leave(Watcher watcher) {
        byCustomer.computeIfPresent(watcher.customer(), (customer, watchers) -> {
            var others =
                    watchers.stream().filter(other -> !other.equals(watcher)).toList();
            return others.isEmpty() ? null : others;
        });
        byWorkspace.computeIfPresent(watcher.customer().tenant(), (tenant, count) -> count == 1 ? null : count - 1);
        all--;
    }

    /** Whose timelines are watched. */
    synchronized Set<CustomerKey> customers() {
        return Set.copyOf(byCustomer.keySet());
    }

    synchronized void tell(News news) {
        byCustomer.getOrDefault(news.customer(), List.of()).forEach(watcher -> watcher.tell(news));
    }

    /** Before the server waits for its requests to end: these would not by themselves. */
    @EventListener(ContextClosedEvent.class)
    synchronized void endAll() {
        byCustomer.values().forEach(watchers -> watchers.forEach(Watcher::end));
    }

    private static List<Watcher> both(List<Watcher> some, List<Watcher> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }
}
