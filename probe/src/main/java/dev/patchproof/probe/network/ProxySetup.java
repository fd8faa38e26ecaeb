package dev.patchproof.probe.network;

import java.net.ProxySelector;
import java.util.Map;

/**
 * Makes the system's proxies those of this program. Not a part of {@link SystemProxies}: Java looks at the property when
 * {@link ProxySelector} is first used, and to use a class that extends it is such a use.
 */
public final class ProxySetup {
    private ProxySetup() {}

    /** To be called before the program opens its first connection. */
    public static void use(Map<String, String> environment) {
        System.setProperty("java.net.useSystemProxies", "true");
        ProxySelector ofJava = ProxySelector.getDefault();
        if (ofJava != null) {
            ProxySelector.setDefault(new SystemProxies(environment, ofJava));
        }
    }
}
