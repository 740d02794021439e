package com.lealup.customer.audit;

import com.lealup.platform.act.Act;
import com.lealup.platform.act.Acts;
import com.lealup.platform.outbox.Outbox;
import com.lealup.platform.serde.AvroCodec;
import com.lealup.platform.serde.WarmedTopic;
import com.lealup.schemas.Topics;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Tells the workspace's audit log what was done here, in the transaction that does it. */
@Component
class ActPublisher {

    private final Acts acts;

    ActPublisher(Outbox outbox, AvroCodec codec, JsonMapper json) {
        this.acts = new Acts(Topics.CUSTOMER_ACTS, outbox, codec, json);
    }

    @Bean
    static WarmedTopic customerActs() {
        return new WarmedTopic(Topics.CUSTOMER_ACTS.name(), Topics.CUSTOMER_ACTS.valueType());
    }

    @EventListener
    void on(Act act) {
        acts.tell(act);
    }
}
