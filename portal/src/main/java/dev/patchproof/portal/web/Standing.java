package dev.patchproof.portal.web;

import dev.patchproof.portal.appraisal.UpdateResult;
import dev.patchproof.portal.appraisal.UpdateVerdict;
import java.util.Optional;

/**
 * A verdict on an update in words that fit: one verdict has different words where a switch is off, which no restart
 * helps, or where something raises a doubt.
 *
 * @param variant {@code switch}, {@code doubt}, or empty
 */
record Standing(UpdateVerdict verdict, String variant) {
    /** The verdicts that have words of their own where a switch is off. */
    private static final String SWITCH = "switch";

    private static final String DOUBT = "doubt";

    static Standing of(UpdateResult update) {
        if (update.waitsForSwitch()) {
            return new Standing(update.verdict(), SWITCH);
        }
        boolean doubted = update.verdict() == UpdateVerdict.CLAIMED_UNVERIFIED
                && !update.doubts().isEmpty();
        return new Standing(update.verdict(), doubted ? DOUBT : "");
    }

    /** Sets colour and icon. */
    String tone() {
        return variant.equals(SWITCH) ? "SWITCHED_OFF" : verdict.name();
    }

    String words(Sentences sentences) {
        return sentences.get(key());
    }

    String words(Sentences sentences, String part) {
        return sentences.get(key(part));
    }

    Optional<String> find(Sentences sentences, String part) {
        return sentences.find(key(part));
    }

    /** Key of a part of its sentences. */
    String key(String part) {
        return key() + '.' + part;
    }

    private String key() {
        return "UpdateVerdict." + verdict.name() + (variant.isEmpty() ? "" : '.' + variant);
    }
}
