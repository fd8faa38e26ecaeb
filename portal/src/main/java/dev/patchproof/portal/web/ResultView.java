package dev.patchproof.portal.web;

import java.util.List;

/**
 * The result page, in words.
 *
 * @param computer its name as it says; empty where it does not
 * @param lead what stands under the headline; empty where the headline says it all
 * @param attention the updates that need it most, an open card each
 * @param folded the next ones, a folded card each
 * @param more still further ones, a line each, where cards would be too many
 * @param others all the rest
 * @param hardening mitigations that do not count, a folded card each
 * @param history changes of the verdict, the newest first; empty where there was none
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
        List<UpdateCard> folded,
        String moreTitle,
        List<UpdateGroup> more,
        String othersTitle,
        String othersSummary,
        List<UpdateGroup> others,
        String hardeningTitle,
        String hardeningLead,
        List<UpdateCard> hardening,
        Reading reading,
        List<ReasonGroup> notes,
        List<HistoryLine> history,
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

    /**
     * What stands beside every verdict: end of support, a stale result.
     *
     * @param text a sentence that does not come from the result; else empty
     * @param grounds of the result; one, or none
     */
    record Banner(String tone, String icon, String title, String text, List<ReasonGroup> grounds) {}

    /** How many updates have a verdict. */
    record Tally(String verdict, String count, String words) {}

    /**
     * What the result rests on.
     *
     * @param judged when a newer catalog judged again; without words where none did
     */
    record Facts(
            String product,
            Moment evidence,
            Moment catalog,
            String release,
            Moment judged,
            Moment staleFrom,
            String scope,
            Identified identified) {}

    /**
     * Whom a certificate names; both empty where none signed.
     *
     * @param as subject
     * @param by issuer
     */
    record Identified(String as, String by) {}
}
