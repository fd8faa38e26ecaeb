package dev.patchproof.portal.result;

import dev.patchproof.portal.appraisal.AppraisalPolicy;
import dev.patchproof.portal.home.Settings;
import java.util.Set;

/** The organisation's policy as its settings say it: the same for the first judgement and for every later one. */
public final class AppraisalSettings {
    private AppraisalSettings() {}

    public static AppraisalPolicy policy(Settings settings) {
        return new AppraisalPolicy(
                settings.appraisal().catalogStaleAfter(),
                settings.appraisal().evidenceStaleAfter(),
                settings.appraisal().requiredMitigations().orElse(Set.of()));
    }
}
