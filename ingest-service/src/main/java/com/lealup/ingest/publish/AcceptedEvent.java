package com.lealup.ingest.publish;

import com.lealup.ingest.batch.SoundEvent;
import java.util.UUID;

/**
 * An event that is to be stored.
 *
 * @param eventId under which its consumers fold repetitions
 * @param repeatable whether the client can send this id again
 */
public record AcceptedEvent(SoundEvent event, UUID eventId, boolean repeatable) {}
