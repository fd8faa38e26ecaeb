package dev.patchproof.portal.endtoend;

import dev.patchproof.evidence.Evidence;
import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.Query;
import dev.patchproof.evidence.WindowsFileFact;
import dev.patchproof.portal.appraisal.Layer;
import dev.patchproof.portal.appraisal.LayerResult;
import dev.patchproof.portal.appraisal.ReasonCode;
import dev.patchproof.portal.appraisal.UpdateVerdict;
import io.restassured.path.json.JsonPath;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the API says of one update on a computer that Wine plays. Whether it is in force rests on things there
 * that are the test machine's and no computer's:
 *
 * <ul>
 *   <li>the change time of a file is the moment at which the test put it there. Minutes after the machine was started that
 *       passes for the start's own work, from then on for a change since, of which drivers cannot be told to be free;
 *   <li>creation times follow modification times, as Wine keeps none;
 *   <li>Wine's services, and the Java itself, have Wine's own library of the same name in memory, in a version of Wine's
 *       choice. Which of them run when the probe looks differs from run to run.
 *   <li>so are the registry's keys, and a switch that is read at the start may have been set since.
 * </ul>
 *
 * @param onlyWineHoldsBack whether all that speaks against its being in force is one of these
 */
record UpdateInWine(
        UpdateVerdict verdict,
        LayerResult claimed,
        LayerResult onDisk,
        Map<Layer, List<ReasonCode>> reasonsByLayer,
        boolean onlyWineHoldsBack) {
    private static final Set<ReasonCode> TIMES_OF_WINE = EnumSet.of(
            ReasonCode.FILE_NEWER_THAN_BOOT, ReasonCode.FILE_CHANGED_SINCE_BOOT, ReasonCode.SWITCH_SET_SINCE_BOOT);
    private static final Set<ReasonCode> IN_ORDER = EnumSet.of(
            ReasonCode.NO_RENAME_PENDING,
            ReasonCode.FILES_OLDER_THAN_BOOT,
            ReasonCode.NO_REPLACED_CODE,
            ReasonCode.NOTHING_TO_RESTART);

    UpdateInWine {
        reasonsByLayer = Map.copyOf(reasonsByLayer);
    }

    /**
     * Reads an update of a result.
     *
     * @param put the evidence that the computer was made of: a version that it puts on the disk is none of Wine's
     */
    static UpdateInWine of(JsonPath result, String id, Evidence put) {
        String update = "updates.find { it.updateId == '" + id + "' }";
        Set<String> versions = versions(put);
        List<Map<String, String>> inForce = reasons(result, update, Layer.IN_FORCE).stream()
                .filter(reason -> !IN_ORDER.contains(code(reason)))
                .toList();
        return new UpdateInWine(
                UpdateVerdict.valueOf(result.getString(update + ".verdict")),
                layer(result, update, Layer.CLAIMED),
                layer(result, update, Layer.ON_DISK),
                Stream.of(Layer.values())
                        .collect(Collectors.toMap(layer -> layer, layer -> reasons(result, update, layer).stream()
                                .map(UpdateInWine::code)
                                .toList())),
                !inForce.isEmpty() && inForce.stream().allMatch(reason -> isOfWine(reason, versions)));
    }

    /** Whether the update waits, for nothing but what is Wine's. */
    boolean isHeldBack() {
        return onlyWineHoldsBack
                && (verdict == UpdateVerdict.INSTALLED_NOT_IN_FORCE || verdict == UpdateVerdict.RESTART_TO_BE_SURE);
    }

    static boolean isProven(UpdateVerdict verdict) {
        return verdict == UpdateVerdict.IN_FORCE || verdict == UpdateVerdict.FOUND_NOT_CLAIMED;
    }

    /** What the system's own books must say for a proven verdict. */
    static Set<LayerResult> claims(UpdateVerdict proven) {
        Set<LayerResult> listed = EnumSet.of(LayerResult.TRUE, LayerResult.NOT_APPLICABLE);
        return proven == UpdateVerdict.IN_FORCE ? listed : EnumSet.complementOf(EnumSet.copyOf(listed));
    }

    List<ReasonCode> reasons(Layer layer) {
        return reasonsByLayer.getOrDefault(layer, List.of());
    }

    private static boolean isOfWine(Map<String, String> reason, Set<String> put) {
        String found = String.valueOf(reason.get("found"));
        return TIMES_OF_WINE.contains(code(reason))
                || (code(reason) == ReasonCode.OLD_VERSION_IN_MEMORY
                        && put.stream().noneMatch(version -> found.startsWith(version + ":")));
    }

    private static ReasonCode code(Map<String, String> reason) {
        return ReasonCode.valueOf(String.valueOf(reason.get("code")));
    }

    private static LayerResult layer(JsonPath result, String update, Layer layer) {
        return LayerResult.valueOf(result.getString(update + ".layers." + layer + ".result"));
    }

    private static List<Map<String, String>> reasons(JsonPath result, String update, Layer layer) {
        return result.getList(update + ".layers." + layer + ".reasons");
    }

    private static Set<String> versions(Evidence put) {
        return put.observations().stream()
                .map(observation -> observation.query())
                .filter(Query.WindowsFile.class::isInstance)
                .map(Query.WindowsFile.class::cast)
                .flatMap(query -> existing(put.find(query)))
                .map(WindowsFileFact::fixedVersion)
                .flatMap(UpdateInWine::existing)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static <T> Stream<T> existing(Finding<T> finding) {
        return finding.<Stream<T>>fold(Stream::of, Stream::of, missing -> Stream.of(), failed -> Stream.of());
    }
}
