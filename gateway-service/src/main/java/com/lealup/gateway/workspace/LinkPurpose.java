package com.lealup.gateway.workspace;

import java.util.Locale;

/** What a link is for. */
enum LinkPurpose {
    /** To join a workspace. */
    INVITATION("invitations"),
    /** To choose a new password. */
    PASSWORD_RESET("password-resets");

    private final String place;

    LinkPurpose(String place) {
        this.place = place;
    }

    /** As the database writes it. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Where in the console it is followed. */
    String path(LinkToken token) {
        return "/app#/" + place + "/" + token.text();
    }

    /** The state in which a person can follow it. */
    User.Status usableIn() {
        return switch (this) {
            case INVITATION -> User.Status.INVITED;
            case PASSWORD_RESET -> User.Status.ACTIVE;
        };
    }
}
