package dev.patchproof.catalog.importer;

import static java.util.Objects.requireNonNull;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A package URL (purl): {@code pkg:deb/ubuntu/libssl3@3.0.2-0ubuntu1.15?arch=amd64&distro=jammy}.
 *
 * @param namespace the distribution; empty where it has none
 * @param version empty where it has none
 */
record PackageUrl(String type, String namespace, String name, String version, Map<String, String> qualifiers) {
    private static final Pattern FORM =
            Pattern.compile("pkg:/*([a-z0-9.+-]+)/(?:([^@?#]+)/)?([^/@?#]+)(?:@([^?#]+))?(?:\\?([^#]*))?(?:#.*)?");

    PackageUrl {
        requireNonNull(type, "type");
        requireNonNull(namespace, "namespace");
        requireNonNull(name, "name");
        requireNonNull(version, "version");
        qualifiers = Map.copyOf(qualifiers);
    }

    /** Empty where the text is none. */
    static Optional<PackageUrl> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        try {
            Map<String, String> qualifiers = new HashMap<>();
            for (String pair : decodable(form, 5).split("&", -1)) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    qualifiers.put(pair.substring(0, equals), decoded(pair.substring(equals + 1)));
                }
            }
            return Optional.of(new PackageUrl(
                    form.group(1),
                    decoded(decodable(form, 2)),
                    decoded(decodable(form, 3)),
                    decoded(decodable(form, 4)),
                    qualifiers));
        } catch (IllegalArgumentException badPercent) {
            return Optional.empty();
        }
    }

    private static String decodable(Matcher form, int group) {
        String text = form.group(group);
        return text == null ? "" : text;
    }

    /** A plus sign is itself here: versions have it, and no form was sent. */
    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
