package dev.patchproof.portal.home;

import java.util.Locale;
import org.eclipse.microprofile.config.spi.Converter;

/** True or false. By default whatever is not true counts as false, a misspelled true too. */
public final class StrictBoolean implements Converter<Boolean> {
    @Override
    public Boolean convert(String value) {
        return switch (value.strip().toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("expected true or false, found '" + value + "'");
        };
    }
}
