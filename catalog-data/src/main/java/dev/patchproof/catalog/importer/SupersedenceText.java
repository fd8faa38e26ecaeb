package dev.patchproof.catalog.importer;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a document says an update supersedes, in every form seen: one KB number, several with commas, semicolons or
 * {@code <br>} between them, bulletins beside them, {@code None}, nothing.
 *
 * @param kbs ids in the catalog's form, each once, in the order of the text
 * @param notUnderstood what is neither a KB number nor a bulletin nor {@code None}
 */
record SupersedenceText(List<String> kbs, List<String> notUnderstood) {
    private static final Pattern BETWEEN = Pattern.compile("(?:[,;\\s]|<br\\s*/?>)+", Pattern.CASE_INSENSITIVE);
    private static final Pattern KB = Pattern.compile("(?:KB)?(\\d{6,7})", Pattern.CASE_INSENSITIVE);
    private static final Pattern BULLETIN = Pattern.compile("MS\\d{2}-\\d{3}", Pattern.CASE_INSENSITIVE);
    private static final Pattern NONE = Pattern.compile("None|N/?A", Pattern.CASE_INSENSITIVE);

    SupersedenceText {
        kbs = List.copyOf(kbs);
        notUnderstood = List.copyOf(notUnderstood);
    }

    static SupersedenceText of(String text) {
        List<String> kbs = new ArrayList<>();
        List<String> notUnderstood = new ArrayList<>();
        for (String part : BETWEEN.split(text.strip(), -1)) {
            var kb = KB.matcher(part);
            if (kb.matches()) {
                String id = "KB" + kb.group(1);
                if (!kbs.contains(id)) {
                    kbs.add(id);
                }
            } else if (!part.isEmpty()
                    && !BULLETIN.matcher(part).matches()
                    && !NONE.matcher(part).matches()) {
                notUnderstood.add(part);
            }
        }
        return new SupersedenceText(kbs, notUnderstood);
    }
}
