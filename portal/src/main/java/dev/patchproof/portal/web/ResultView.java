package dev.patchproof.portal.web;

import java.util.List;

/**
 * The result page, in words.
 *
 * @param computer its name as it says; empty where it does not
 * @param lead what stands under the headline; empty where the headline says it all
 * @param attention the updates that need it most, a card each
 * @param more further updates that need attention, where cards would be too many
 * @param others all the rest
 * @param link address of this page, to hand on
 * @param deletePath where the owner's form posts to; empty for everybody else
 */
record ResultView(
        String title,
        String computer,
        String headline,
        String lead,
        List<Banner> banners,
        Panel claimed,
        Panel found,
        String agreement,
        String agreementWords,
        List<Tally> tally,
        Facts facts,
        List<String> next,
        String attentionTitle,
        List<UpdateCard> attention,
        String moreTitle,
        List<UpdateGroup> more,
        String othersTitle,
        String othersSummary,
        List<UpdateGroup> others,
        Reading reading,
        List<Note> notes,
        String link,
        String dataPath,
        String deletePath) {

    /**
     * One of the two overall verdicts.
     *
     * @param verdict sets the colour
     * @param icon sets the shape
     */
    record Panel(String verdict, String icon, String source, String word, String why) {}

    /** What stands beside every verdict: end of support, a stale result. */
    record Banner(String tone, String icon, String title, Note note) {}

    /** How many updates have a verdict. */
    record Tally(String verdict, String count, String words) {}

    /** What the result rests on. */
    record Facts(String product, Moment evidence, Moment catalog, String release, Moment staleFrom, String scope) {}

    /**
     * What was seen and does not count, or grounds beside the verdict.
     *
     * @param instances where it was seen, as many as a page bears
     * @param moreWords how many more there are; empty where none
     */
    record Note(String words, List<ReasonView> instances, String moreWords) {
        static Note of(String words) {
            return new Note(words, List.of(), "");
        }
    }
}
