package dev.patchproof.probe.trust;

import java.time.Instant;

/** The right to one check on one portal. Made by {@link KeySet} alone. */
public final class Ticket {
    private final PortalUrl portal;
    private final String checkId;
    private final String token;
    private final Instant expiresAt;

    Ticket(PortalUrl portal, String checkId, String token, Instant expiresAt) {
        this.portal = portal;
        this.checkId = checkId;
        this.token = token;
        this.expiresAt = expiresAt;
    }

    public PortalUrl portal() {
        return portal;
    }

    public String checkId() {
        return checkId;
    }

    /** As it is sent: the bearer token of every call of the check. */
    public String token() {
        return token;
    }

    public Instant expiresAt() {
        return expiresAt;
    }
}
