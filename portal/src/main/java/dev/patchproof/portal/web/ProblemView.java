package dev.patchproof.portal.web;

import java.util.Map;

/**
 * A page that says why there is nothing else to show.
 *
 * @param icon name in the icon sheet
 * @param resultPath where the result is, if there is one; else empty
 */
record ProblemView(String icon, String title, String lead, String text, String resultPath) {

    /** The problem under this name in {@code sentences.properties}. */
    static ProblemView of(Sentences sentences, String name, Map<String, String> values, String resultPath) {
        return new ProblemView(
                sentences.get("problem." + name + ".icon"),
                sentences.get("problem." + name),
                Sentences.fill(sentences.get("problem." + name + ".lead"), values),
                sentences.get("problem." + name + ".text"),
                resultPath);
    }
}
