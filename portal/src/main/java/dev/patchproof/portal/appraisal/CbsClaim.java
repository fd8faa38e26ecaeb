package dev.patchproof.portal.appraisal;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the packages of one KB say of their update. */
final class CbsClaim {
    private static final Pattern NO_ERROR = Pattern.compile("0*");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,10}");

    private final String kb;
    private final List<CbsEntry> entries;
    private final List<CbsEntry> deciding;

    private CbsClaim(String kb, List<CbsEntry> entries) {
        this.kb = kb;
        this.entries = entries;
        this.deciding = CbsEntry.deciding(entries);
    }

    static LayerAppraisal of(String kb, ServicedPackages packages) {
        return packages.ofKb(kb)
                .<LayerAppraisal>fold(
                        entries -> new CbsClaim(kb, entries).appraise(),
                        () -> absent(kb),
                        missing -> LayerAppraisal.of(
                                LayerResult.NOT_EVALUATED, ReasonCode.CLAIM_NOT_COLLECTED, kb, "", missing.detail()),
                        failed -> LayerAppraisal.of(
                                LayerResult.ERROR, ReasonCode.CLAIM_NOT_READABLE, kb, "", failed.code()));
    }

    /** A successor's clean-up removes packages, so this settles nothing. */
    private static LayerAppraisal absent(String kb) {
        return LayerAppraisal.of(LayerResult.FALSE, ReasonCode.CBS_ABSENT, kb);
    }

    private LayerAppraisal appraise() {
        if (entries.isEmpty()) {
            return absent(kb);
        }
        List<Reason> reasons = new ArrayList<>();
        LayerAppraisal whole = whole();
        reasons.addAll(whole.reasons());
        if (states(entries) > 1 && !whole.has(ReasonCode.CBS_STATES_MIXED)) {
            reasons.add(mixed());
        }
        entries.stream()
                .flatMap(entry -> entry.fact()
                        .lastError()
                        .<Stream<Reason>>fold(
                                code -> NO_ERROR.matcher(code).matches()
                                        ? Stream.of()
                                        : Stream.of(new Reason(
                                                ReasonCode.CBS_LAST_ERROR,
                                                entry.fact().name(),
                                                "",
                                                hex(code))),
                                Stream::of,
                                missing -> Stream.of(),
                                failed -> Stream.of()))
                .forEach(reasons::add);
        return new LayerAppraisal(whole.result(), reasons);
    }

    private LayerAppraisal whole() {
        if (any(deciding, CbsState.UNREADABLE)) {
            return of(LayerResult.ERROR, ReasonCode.CLAIM_NOT_READABLE, CbsState.UNREADABLE);
        }
        boolean claims = deciding.stream().anyMatch(entry -> entry.state().claims());
        boolean superseded = any(deciding, CbsState.SUPERSEDED);
        boolean others =
                deciding.stream().anyMatch(entry -> !entry.state().claims() && entry.state() != CbsState.SUPERSEDED);
        if (claims) {
            return others || isUnfinished()
                    ? new LayerAppraisal(LayerResult.UNKNOWN, List.of(mixed()))
                    : of(LayerResult.TRUE, ReasonCode.CBS_INSTALLED, CbsState.INSTALLED);
        }
        return superseded
                ? of(LayerResult.UNKNOWN, ReasonCode.CBS_SUPERSEDED, CbsState.SUPERSEDED)
                : of(
                        LayerResult.FALSE,
                        ReasonCode.CBS_NOT_INSTALLED,
                        deciding.get(0).state());
    }

    /** A piece that waits for a restart, or got stuck half way: the whole cannot be called installed. */
    private boolean isUnfinished() {
        return any(entries, CbsState.INSTALL_PENDING) || any(entries, CbsState.PARTIALLY_INSTALLED);
    }

    private LayerAppraisal of(LayerResult result, ReasonCode code, CbsState state) {
        CbsEntry shown = deciding.stream()
                .filter(entry -> entry.state() == state)
                .findFirst()
                .orElse(deciding.get(0));
        return LayerAppraisal.of(
                result,
                code,
                shown.fact().name(),
                CbsState.INSTALLED.label(),
                shown.state().label());
    }

    private Reason mixed() {
        return new Reason(ReasonCode.CBS_STATES_MIXED, kb, CbsState.INSTALLED.label(), CbsEntry.counts(entries));
    }

    private static long states(List<CbsEntry> entries) {
        return entries.stream().map(CbsEntry::state).distinct().count();
    }

    private static boolean any(List<CbsEntry> entries, CbsState state) {
        return entries.stream().anyMatch(entry -> entry.state() == state);
    }

    /** Windows's error codes are known in hexadecimal. */
    private static String hex(String decimal) {
        return NUMBER.matcher(decimal).matches() ? "0x" + Long.toHexString(Long.parseLong(decimal)) : decimal;
    }
}
