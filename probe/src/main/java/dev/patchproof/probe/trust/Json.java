package dev.patchproof.probe.trust;

import java.util.Map;
import org.jose4j.json.JsonUtil;
import org.jose4j.lang.JoseException;

/** JSON text to maps and back; a name that occurs twice is refused. */
public final class Json {
    private Json() {}

    /**
     * Parses an object.
     *
     * @throws TrustException MALFORMED where the text is not one JSON object
     */
    public static Map<String, Object> parse(String text) throws TrustException {
        try {
            return JsonUtil.parseJson(text);
        } catch (JoseException | RuntimeException e) {
            throw new TrustException(TrustException.Reason.MALFORMED, "This is not a JSON object.", e);
        }
    }

    /** One line, in the order of the map. */
    public static String write(Map<String, Object> object) {
        return JsonUtil.toJson(object);
    }
}
