package dev.patchproof.probe.trust;

import dev.patchproof.evidence.MalformedClaimsException;
import dev.patchproof.evidence.Plan;
import dev.patchproof.evidence.PlanClaims;
import dev.patchproof.evidence.ProductSelector;
import dev.patchproof.probe.trust.TrustException.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jose4j.jwk.PublicJsonWebKey;

/** The keys that a portal signs with at present, vouched for by the root key. */
public final class KeySet {
    private static final Pattern CHECK_ID = Pattern.compile("[A-Za-z0-9_-]{1,128}");

    private final PortalUrl portal;
    private final Map<String, PublicJsonWebKey> keys;

    KeySet(PortalUrl portal, Map<String, PublicJsonWebKey> keys) {
        this.portal = portal;
        this.keys = Map.copyOf(keys);
    }

    public PortalUrl portal() {
        return portal;
    }

    /** The ticket of a check on this portal. */
    public Ticket verifyTicket(String token, Instant now) throws TrustException {
        SignedClaims claims = SignedClaims.verify("ticket", "patchproof-ticket+jwt", token, keysOf("ticket"), now);
        requireIssuer(claims);
        String checkId = claims.text("sub");
        if (!CHECK_ID.matcher(checkId).matches()) {
            throw new TrustException(Reason.MALFORMED, "The ticket names no check.");
        }
        return new Ticket(portal, checkId, token);
    }

    /**
     * The plan of a check, if it was made for the ticket and for the product that was told.
     *
     * @param told the selector with which the plan was asked for
     */
    public VerifiedPlan verifyPlan(String token, Ticket ticket, ProductSelector told, Instant now)
            throws TrustException {
        SignedClaims claims = SignedClaims.verify("plan", "patchproof-plan+jwt", token, keysOf("plan"), now);
        requireIssuer(claims);
        Plan plan = plan(claims);
        if (!claims.text("sub").equals(ticket.checkId()) || !plan.checkId().equals(ticket.checkId())) {
            throw new TrustException(
                    Reason.WRONG_CHECK,
                    "The plan is for check " + plan.checkId() + " and not for " + ticket.checkId() + ".");
        }
        if (!PortalUrl.of(plan.audience()).equals(portal)) {
            throw new TrustException(
                    Reason.WRONG_CHECK, "The plan wants evidence for " + plan.audience() + ", not " + portal.text());
        }
        if (!plan.product().equals(told)) {
            throw new TrustException(Reason.WRONG_PRODUCT, "The plan is for another product than this computer has.");
        }
        Optional<String> machineKey = claims.textIfAny("machine_key");
        return new VerifiedPlan(
                plan,
                machineKey.isPresent() ? Optional.of(MachineHash.of(machineKey.get())) : Optional.empty(),
                Digests.sha256(token.getBytes(StandardCharsets.US_ASCII)));
    }

    private static Plan plan(SignedClaims claims) throws TrustException {
        try {
            return PlanClaims.fromClaims(claims.object("plan"));
        } catch (MalformedClaimsException e) {
            throw new TrustException(
                    Reason.MALFORMED,
                    "The plan asks for something this version of the probe does not know (" + e.getMessage()
                            + "). Download the probe again.",
                    e);
        }
    }

    private void requireIssuer(SignedClaims claims) throws TrustException {
        if (!PortalUrl.of(claims.text("iss")).equals(portal)) {
            throw new TrustException(
                    Reason.OTHER_PORTAL,
                    "The " + claims.what() + " was issued by " + claims.text("iss") + ", not by " + portal.text()
                            + ".");
        }
    }

    private SignedClaims.Keys keysOf(String what) {
        return keyId -> {
            PublicJsonWebKey key = keys.get(keyId.orElse(""));
            if (key == null) {
                throw new TrustException(
                        Reason.OTHER_PORTAL,
                        "The " + what + " is signed with a key that is not among this portal's keys.");
            }
            return key;
        };
    }
}
