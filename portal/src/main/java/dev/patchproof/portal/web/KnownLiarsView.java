package dev.patchproof.portal.web;

import dev.patchproof.portal.corpus.KnownLiars;
import dev.patchproof.portal.corpus.LiarCase;
import java.net.URI;
import java.util.List;

/**
 * The page of known liars. Every verdict on it is made by the judge of this portal, from the files that its tests read.
 *
 * @param counts how many cases, liars and clean computers
 */
record KnownLiarsView(String counts, List<CaseView> cases) {

    static KnownLiarsView of(Sentences sentences, KnownLiars corpus) {
        List<LiarCase> cases = corpus.cases();
        int liars = cases.stream().mapToInt(each -> each.liars().size()).sum();
        int clean = cases.stream().mapToInt(each -> each.clean().size()).sum();
        return new KnownLiarsView(
                String.join(
                        ", ",
                        sentences.counted("known-liars.cases", cases.size()),
                        sentences.counted("known-liars.liars", liars),
                        sentences.counted("known-liars.clean", clean)),
                cases.stream().map(each -> CaseView.of(sentences, each)).toList());
    }

    /**
     * One case.
     *
     * @param anchor for a link to it
     * @param lists the different answers of bookkeeping to its liars
     * @param found the different answers of Patchproof to its liars
     */
    record CaseView(
            String anchor,
            String title,
            String subject,
            String story,
            String teaches,
            Moment judgedOn,
            List<Source> sources,
            List<Answer> lists,
            List<Answer> found,
            List<CaseComputerView> liars,
            List<CaseComputerView> clean) {

        static CaseView of(Sentences sentences, LiarCase liarCase) {
            List<CaseComputerView> liars = liarCase.liars().stream()
                    .map(liar -> CaseComputerView.of(sentences, liarCase, liar))
                    .toList();
            return new CaseView(
                    liarCase.id(),
                    liarCase.title(),
                    liarCase.subject(),
                    liarCase.story(),
                    liarCase.teaches(),
                    Moment.of(liarCase.judgedOn()),
                    liarCase.sources().stream().map(Source::of).toList(),
                    liars.stream().map(CaseComputerView::claimed).distinct().toList(),
                    liars.stream().map(CaseComputerView::found).distinct().toList(),
                    liars,
                    liarCase.clean().stream()
                            .map(twin -> CaseComputerView.of(sentences, liarCase, twin))
                            .toList());
        }
    }

    /** An overall verdict: what sets colour and shape, and its words. */
    record Answer(String verdict, String word) {}

    /** A link, named by its host. */
    record Source(String address, String host) {
        static Source of(URI uri) {
            return new Source(uri.toString(), String.valueOf(uri.getHost()));
        }
    }
}
