package com.lealup.gateway.workspace;

import java.util.Locale;

/** What a link is for. */
public enum LinkPurpose {
    /** To join a workspace. */
    INVITATION("invitations"),
    /** To choose a new password. */
    PASSWORD_RESET("password-resets");

    private final String place;

    LinkPurpose(String place) {
        this.place = place;
    }

    /** As the database writes it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads what {@link #text()} wrote. */
    public static LinkPurpose of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
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
