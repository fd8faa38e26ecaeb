package dev.patchproof.portal.http;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.common.net.CidrAddress;
import io.smallrye.common.net.Inet;
import java.net.InetAddress;
import java.util.List;

/** The reverse proxies whose word on a request's origin is taken. Empty by default: then nobody's is. */
record TrustedProxies(List<CidrAddress> networks) {

    TrustedProxies {
        networks = List.copyOf(networks);
    }

    /**
     * Reads addresses and networks; names are not looked up, for whoever answers for a name would be trusted.
     *
     * @throws ConfigurationException where one is neither, or means everybody
     */
    static TrustedProxies parse(List<String> texts) {
        return new TrustedProxies(
                texts.stream().map(String::strip).map(TrustedProxies::network).toList());
    }

    boolean trusts(InetAddress address) {
        return networks.stream().anyMatch(network -> network.matches(address));
    }

    private static CidrAddress network(String text) {
        InetAddress address = Inet.parseInetAddress(text);
        CidrAddress network = address == null
                ? Inet.parseCidrAddress(text)
                : CidrAddress.create(address, address.getAddress().length * 8);
        if (network == null || network.getNetmaskBits() == 0) {
            throw new ConfigurationException(
                    "patchproof.trusted-proxies: expected addresses or networks of your reverse"
                            + " proxies, parted by commas (10.0.0.5, 10.1.0.0/16, fd00::/8), found '" + text + "'"
                            + (network == null ? "" : ", which is everybody"));
        }
        return network;
    }
}
