package dev.patchproof.probe.trust;

/** The right to one check on one portal. Made by {@link KeySet} alone. */
public final class Ticket {
    private final PortalUrl portal;
    private final String checkId;
    private final String token;

    Ticket(PortalUrl portal, String checkId, String token) {
        this.portal = portal;
        this.checkId = checkId;
        this.token = token;
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
}
