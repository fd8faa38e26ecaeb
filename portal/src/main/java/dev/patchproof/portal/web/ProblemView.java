package dev.patchproof.portal.web;

/**
 * A page that says why there is nothing else to show.
 *
 * @param icon name in the icon sheet
 * @param resultPath where the result is, if there is one; else empty
 */
record ProblemView(String icon, String title, String lead, String text, String resultPath) {

    /** The problem of this code, as {@code sentences.properties} puts it. */
    static ProblemView of(Sentences sentences, String code, String resultPath) {
        return new ProblemView(
                sentences.get("problem." + code + ".icon"),
                sentences.get("problem." + code),
                sentences.get("problem." + code + ".lead"),
                sentences.get("problem." + code + ".text"),
                resultPath);
    }
}
