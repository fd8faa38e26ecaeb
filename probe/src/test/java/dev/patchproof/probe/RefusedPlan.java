package dev.patchproof.probe;

import dev.patchproof.probe.trust.Json;
import dev.patchproof.probe.trust.TestPortal;
import dev.patchproof.probe.trust.TrustException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;

/**
 * A plan that a probe must refuse, from the folder {@code refused-plans}: a file of claims named by its defect, and its
 * line in {@code refusals.csv}. Signed here by hand, since a library would not sign most of them.
 *
 * @param signedBy who signs it
 * @param moreHeaders JSON of header parameters to add; may be empty
 * @param reason of {@link TrustException}, or LIMITS
 * @param named what the message must name
 */
record RefusedPlan(String defect, String signedBy, String moreHeaders, String reason, String named) {
    private static final String FOLDER = "refused-plans/";
    private static final Pattern TIMES = Pattern.compile("\"@times (\\d+) (.*)@\"");
    private static final Pattern DEEP = Pattern.compile("\"@deep (\\d+)@\"");
    private static final Pattern LONG = Pattern.compile("@long (\\d+)@");

    static Stream<RefusedPlan> all() {
        return read("refusals.csv")
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line ->
                        Arrays.stream(line.split("\\|", -1)).map(String::strip).toList())
                .map(cells -> new RefusedPlan(cells.get(0), cells.get(1), cells.get(2), cells.get(3), cells.get(4)));
    }

    private static String read(String file) {
        try (InputStream in = Objects.requireNonNull(RefusedPlan.class.getResourceAsStream(FOLDER + file), file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(file, e);
        }
    }

    /** The token of this plan as the portal of that address would give it at that time. */
    String token(TestPortal portal, String url, Instant now) throws GeneralSecurityException, TrustException {
        EllipticCurveJsonWebKey stranger = TestPortal.newKey();
        String claims = claims(url, now);
        return switch (signedBy) {
            case "portal" -> signed(portal.tokenKey, portal.tokenKey, claims);
            case "root" -> signed(portal.rootKey, portal.rootKey, claims);
            case "stranger" -> signed(stranger, stranger, claims);
            case "thief" -> signed(portal.tokenKey, stranger, claims);
            case "own-jwk" -> {
                Map<String, Object> header = header(stranger);
                header.remove("kid");
                header.put("jwk", stranger.toParams(OutputControlLevel.PUBLIC_ONLY));
                yield withSignature(header, claims, stranger);
            }
            case "none" -> {
                Map<String, Object> header = header(portal.tokenKey);
                header.put("alg", "none");
                yield input(header, claims) + ".";
            }
            case "hmac" -> {
                Map<String, Object> header = header(portal.tokenKey);
                header.put("alg", "HS256");
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(portal.tokenKey.getPublicKey().getEncoded(), "HmacSHA256"));
                String input = input(header, claims);
                yield input + "." + base64(mac.doFinal(input.getBytes(StandardCharsets.US_ASCII)));
            }
            case "altered" -> {
                List<String> parts =
                        List.of(signed(portal.tokenKey, portal.tokenKey, claims).split("\\.", -1));
                String other = claims.replace("reboot-required", "linux-kernel");
                yield parts.get(0) + "." + base64(other.getBytes(StandardCharsets.UTF_8)) + "." + parts.get(2);
            }
            default -> throw new IllegalArgumentException(defect + ": nobody signs as " + signedBy);
        };
    }

    private String claims(String url, Instant now) {
        String text = read(defect + ".json").replace("@portal@", url);
        text = Pattern.compile("@now([+-]\\d+)?@")
                .matcher(text)
                .replaceAll(time -> String.valueOf(
                        now.getEpochSecond() + (time.group(1) == null ? 0 : Long.parseLong(time.group(1)))));
        text = TIMES.matcher(text).replaceAll(times -> Matcher.quoteReplacement(repeated(times)));
        text = DEEP.matcher(text)
                .replaceAll(deep ->
                        "[".repeat(Integer.parseInt(deep.group(1))) + "]".repeat(Integer.parseInt(deep.group(1))));
        return LONG.matcher(text).replaceAll(letters -> "x".repeat(Integer.parseInt(letters.group(1))));
    }

    /** The element is written as a JSON string, and its number as #. */
    private static String repeated(MatchResult times) {
        try {
            String element = String.valueOf(
                    Json.parse("{\"element\":\"" + times.group(2) + "\"}").get("element"));
            return IntStream.range(0, Integer.parseInt(times.group(1)))
                    .mapToObj(i -> element.replace("#", String.valueOf(i)))
                    .collect(Collectors.joining(","));
        } catch (TrustException e) {
            throw new IllegalStateException(e);
        }
    }

    private String signed(EllipticCurveJsonWebKey named, EllipticCurveJsonWebKey key, String claims)
            throws GeneralSecurityException, TrustException {
        return withSignature(header(named), claims, key);
    }

    private Map<String, Object> header(EllipticCurveJsonWebKey named) throws TrustException {
        Map<String, Object> header = new LinkedHashMap<>(TestPortal.header("patchproof-plan+jwt", named));
        if (!moreHeaders.isEmpty()) {
            header.putAll(Json.parse(moreHeaders));
        }
        return header;
    }

    private static String withSignature(Map<String, Object> header, String claims, EllipticCurveJsonWebKey key)
            throws GeneralSecurityException {
        String input = input(header, claims);
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initSign(key.getEcPrivateKey());
        signature.update(input.getBytes(StandardCharsets.US_ASCII));
        return input + "." + base64(signature.sign());
    }

    private static String input(Map<String, Object> header, String claims) {
        return base64(Json.write(header).getBytes(StandardCharsets.UTF_8)) + "."
                + base64(claims.getBytes(StandardCharsets.UTF_8));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public String toString() {
        return defect;
    }
}
