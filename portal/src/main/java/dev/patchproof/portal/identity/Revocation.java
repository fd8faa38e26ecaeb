package dev.patchproof.portal.identity;

import static java.util.Objects.requireNonNull;

import dev.patchproof.portal.verification.EvidenceRefusedException;
import dev.patchproof.portal.verification.Refusal;
import java.security.cert.X509CRL;
import java.util.Collection;
import java.util.List;

/** What is known of revoked certificates. */
sealed interface Revocation {

    /** Whether a list of every authority is to be asked. */
    boolean isConfigured();

    /** The lists to ask; refuses where there should be some and they cannot be read. */
    Collection<X509CRL> lists() throws EvidenceRefusedException;

    /** The administrator names no lists: nothing is revoked as far as this portal knows. */
    record NotConfigured() implements Revocation {
        @Override
        public boolean isConfigured() {
            return false;
        }

        @Override
        public Collection<X509CRL> lists() {
            return List.of();
        }
    }

    /** The configured lists. */
    record Lists(List<X509CRL> lists) implements Revocation {
        public Lists {
            lists = List.copyOf(lists);
        }

        @Override
        public boolean isConfigured() {
            return true;
        }
    }

    /** Lists are configured and cannot be read. The reason names files of the portal and is not for the sender. */
    record Unreadable(String reason) implements Revocation {
        public Unreadable {
            requireNonNull(reason, "reason");
        }

        @Override
        public boolean isConfigured() {
            return true;
        }

        @Override
        public Collection<X509CRL> lists() throws EvidenceRefusedException {
            throw new EvidenceRefusedException(
                    Refusal.REVOCATION_UNKNOWN, "readable revocation lists expected on this portal, found others");
        }
    }
}
