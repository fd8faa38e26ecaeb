package dev.patchproof.portal.result;

import dev.patchproof.portal.appraisal.ClaimedVerdict;
import dev.patchproof.portal.appraisal.FoldedUpdates;
import dev.patchproof.portal.appraisal.OverallVerdict;
import dev.patchproof.portal.appraisal.Reason;
import dev.patchproof.portal.appraisal.UpdateResult;
import dev.patchproof.portal.verification.DeviceIdentity;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A result as the API shows it.
 *
 * @param selfReported always true: a software probe has no hardware root
 * @param stale whether it must not be relied on any more, now
 * @param judgedAt when the newest judgement was made, by {@code catalogRelease}
 * @param notJudgedBy release of a newer catalog that could not judge the evidence again
 * @param history changes of the verdict, the newest first
 */
public record ResultDocument(
        String id,
        URI page,
        boolean selfReported,
        ClaimedVerdict claimedVerdict,
        OverallVerdict verdict,
        Instant evidenceDate,
        Optional<LocalDate> catalogDate,
        String catalogRelease,
        Instant receivedAt,
        Instant judgedAt,
        Optional<String> notJudgedBy,
        Instant staleFrom,
        boolean stale,
        String scope,
        Product product,
        Device device,
        List<Reason> grounds,
        List<UpdateResult> updates,
        List<FoldedUpdates> folded,
        List<Reason> notes,
        List<VerdictChange> history) {

    static ResultDocument of(StoredResult stored, URI page, Instant now) {
        var result = stored.result();
        return new ResultDocument(
                stored.id(),
                page,
                true,
                result.claimed(),
                result.found(),
                result.evidenceDate(),
                result.catalogDate(),
                result.catalogRelease(),
                stored.receivedAt(),
                stored.judgedAt(),
                stored.notJudgedBy(),
                result.staleFrom(),
                stored.staleAt(now),
                result.scope(),
                new Product(result.productId(), result.productName()),
                new Device(
                        stored.hostName(),
                        stored.device().ueid(),
                        stored.device().keyThumbprint(),
                        stored.device().signs().keyChanged(),
                        stored.device().signs().machineChanged(),
                        stored.device().signs().clones().stream().sorted().toList(),
                        stored.device().identity()),
                result.grounds(),
                result.updates(),
                result.folded(),
                result.notes(),
                stored.history());
    }

    /** What runs there; without id where the catalog does not know it. */
    public record Product(Optional<String> id, String name) {}

    /**
     * Who signed.
     *
     * @param hostName empty where the computer does not say it
     * @param keyChanged whether the name {@code ueid} was seen with another key before
     * @param machineChanged whether the key was used on another machine before
     * @param possibleClone what speaks for two computers where there should be one; empty where nothing does
     * @param identity whom the certificate names that signed; without where the probe's own key did
     */
    public record Device(
            String hostName,
            String ueid,
            String keyThumbprint,
            boolean keyChanged,
            boolean machineChanged,
            List<CloneSign> possibleClone,
            Optional<DeviceIdentity> identity) {}
}
