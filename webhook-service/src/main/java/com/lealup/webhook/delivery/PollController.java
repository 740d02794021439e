package com.lealup.webhook.delivery;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import com.lealup.platform.identity.Caller;
import com.lealup.platform.identity.RequiresScope;
import com.lealup.platform.pagination.Cursor;
import com.lealup.platform.pagination.Page;
import com.lealup.platform.pagination.PageRequest;
import com.lealup.platform.problem.Problems;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** For receivers that nobody can connect to: the same messages, asked for. */
@RestController
class PollController {

    /** Below what the gateway lets a service be silent. */
    private static final int LONGEST_WAIT = 10;

    private final PolledMessages messages;
    private final PollWaits waits;

    PollController(PolledMessages messages, PollWaits waits) {
        this.messages = messages;
        this.waits = waits;
    }

    /** A message as it would be sent. */
    record Message(@JsonRawValue @JsonValue String body) {}

    @GetMapping("/v1/webhook-subscriptions/{id}/poll")
    @RequiresScope("webhooks:read")
    Page<Message> poll(
            @PathVariable String id,
            @RequestParam(name = PageRequest.WAIT, required = false) @Nullable String wait,
            PageRequest page,
            Caller caller) {
        var patience = patience(wait);
        var lane = messages.lane(caller.tenantId(), id)
                .orElseThrow(() -> Problems.notFound("There is no such webhook subscription in this workspace."));
        var after = page.cursor() == null ? 0 : page.cursor().number(0);
        var rows = new AtomicReference<>(List.<PolledMessages.Placed>of());
        waits.until(lane, patience, () -> {
            rows.set(messages.after(lane, after, page.limitPlusOne()));
            return !rows.get().isEmpty();
        });
        return Page.ofGrowing(rows.get(), page.limit(), row -> Cursor.of(row.position()), page.cursor(), Cursor.of(0))
                .map(row -> new Message(row.body()));
    }

    private static Duration patience(@Nullable String wait) {
        if (wait == null) {
            return Duration.ZERO;
        }
        if (!wait.matches("[0-9]{1,2}") || Integer.parseInt(wait) > LONGEST_WAIT) {
            throw Problems.validation(
                    "?" + PageRequest.WAIT, "out_of_range", "must be a number of seconds from 0 to " + LONGEST_WAIT);
        }
        return Duration.ofSeconds(Integer.parseInt(wait));
    }
}
