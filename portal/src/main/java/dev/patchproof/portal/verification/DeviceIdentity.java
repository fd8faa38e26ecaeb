package dev.patchproof.portal.verification;

import static java.util.Objects.requireNonNull;

/**
 * Whom a device certificate names. It says who signed, not that what was signed is so. Text of others: to be escaped.
 *
 * @param subject distinguished name, RFC 2253
 * @param issuer distinguished name, RFC 2253
 * @param serial of the certificate, hex
 */
public record DeviceIdentity(String subject, String issuer, String serial) {
    public DeviceIdentity {
        requireNonNull(subject, "subject");
        requireNonNull(issuer, "issuer");
        requireNonNull(serial, "serial");
    }
}
