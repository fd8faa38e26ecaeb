/**
 * How the probe reaches its portal: one kind of call, the system's proxies, and the certificates that the system trusts.
 *
 * <p>The JDK's older client on purpose: it costs a third of the classes and none of the threads of {@code
 * java.net.http}, and knows the system's proxies by itself. Nothing in here knows what is sent or what an answer means.
 * Depends on nothing else in the probe.
 */
@NullMarked
package dev.patchproof.probe.network;

import org.jspecify.annotations.NullMarked;
