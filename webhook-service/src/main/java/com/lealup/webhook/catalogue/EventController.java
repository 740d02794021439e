package com.lealup.webhook.catalogue;

import com.lealup.platform.identity.RequiresScope;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class EventController {

    private final EventCatalogue catalogue;

    EventController(EventCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    record Catalogue(List<EventCatalogue.Entry> data) {}

    @GetMapping("/v1/webhook-events")
    @RequiresScope("webhooks:read")
    Catalogue list() {
        return new Catalogue(catalogue.entries());
    }
}
