/**
 * Enterprise identities: the certificate that a company gave a computer, in place of the key that the probe makes itself.
 *
 * <p>{@code CertificateChain} reads what a token's header carries, {@code DeviceAuthorities} decides whether it is to be
 * believed (configured CAs, validity, use, strength, revocation lists), {@code IdentityFiles} reads the configured files
 * and reads the lists again when they change. Implements the port that {@code verification} declares. Nothing here goes to
 * the network: no OCSP, no list or issuer fetched from an address that a certificate names. What is configured and cannot
 * be used refuses; nothing configured means that no certificate is taken.
 */
@NullMarked
package dev.patchproof.portal.identity;

import org.jspecify.annotations.NullMarked;
