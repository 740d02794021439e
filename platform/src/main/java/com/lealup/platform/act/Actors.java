package com.lealup.platform.act;

import com.lealup.platform.identity.Caller;
import com.lealup.schemas.v1.Actor;
import com.lealup.schemas.v1.ActorType;

/** Who caused a change, as facts name them. */
public final class Actors {

    private Actors() {}

    /** A caller of the API. */
    public static Actor of(Caller caller) {
        return Actor.newBuilder()
                .setType(
                        switch (caller.type()) {
                            case API_KEY -> ActorType.API_KEY;
                            case USER -> ActorType.USER;
                            case OPERATOR -> ActorType.OPERATOR;
                        })
                .setId(caller.principalId())
                .setName(caller.name())
                .setClientAddress(caller.clientAddress())
                .build();
    }

    /**
     * A part of the system that acts by itself.
     *
     * @param service which one it is of
     * @param name for people to read
     */
    public static Actor system(String service, String name) {
        return Actor.newBuilder()
                .setType(ActorType.SYSTEM)
                .setId(service)
                .setName(name)
                .build();
    }
}
