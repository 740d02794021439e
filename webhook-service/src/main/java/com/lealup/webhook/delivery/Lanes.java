package com.lealup.webhook.delivery;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The lanes that are in use, and how much of the process they take together. */
final class Lanes {

    /** How many deliveries a lane may claim. */
    record Room(LaneKey lane, int places) {}

    private final int perLane;
    private final int together;
    private final Map<LaneKey, Lane> lanes = new HashMap<>();
    private int inFlight;

    Lanes(int perLane, int together) {
        this.perLane = perLane;
        this.together = together;
    }

    /** The room that these lanes have; in another order each time, so that none is always the last. */
    synchronized List<Room> room(Collection<LaneKey> wanted) {
        var shuffled = new ArrayList<>(wanted);
        Collections.shuffle(shuffled);
        var rooms = new ArrayList<Room>();
        var left = together - inFlight;
        for (var key : shuffled) {
            var lane = lanes.get(key);
            var places = Math.min(left, lane == null ? perLane : lane.free());
            if (places > 0) {
                rooms.add(new Room(key, places));
                left -= places;
            }
        }
        return rooms;
    }

    synchronized void claimed(Room room, int got) {
        inFlight += got;
        lane(room.lane()).claimed(got, room.places());
        forgetIfIdle(room.lane());
    }

    /**
     * Frees a place.
     *
     * @return whether the lane should claim more now
     */
    synchronized boolean finished(LaneKey key, boolean succeeded) {
        inFlight--;
        var lane = lane(key);
        lane.finished(succeeded);
        var more = lane.wantsMore();
        forgetIfIdle(key);
        return more;
    }

    synchronized int inFlight() {
        return inFlight;
    }

    private Lane lane(LaneKey key) {
        return lanes.computeIfAbsent(key, absent -> new Lane(perLane));
    }

    private void forgetIfIdle(LaneKey key) {
        lanes.computeIfPresent(key, (same, lane) -> lane.isIdle() ? null : lane);
    }
}
