package dev.patchproof.portal.appraisal;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.stream.Stream;

/** One layer of one update: its result and the grounds of it, the decisive ones first. */
public record LayerAppraisal(LayerResult result, List<Reason> reasons) {
    public LayerAppraisal {
        requireNonNull(result, "result");
        reasons = List.copyOf(reasons);
        if (reasons.isEmpty()) {
            throw new IllegalArgumentException("a layer result needs a reason");
        }
    }

    static LayerAppraisal of(LayerResult result, ReasonCode code, String subject, String expected, String found) {
        return new LayerAppraisal(result, List.of(new Reason(code, subject, expected, found)));
    }

    static LayerAppraisal of(LayerResult result, ReasonCode code, String subject) {
        return of(result, code, subject, "", "");
    }

    boolean is(LayerResult wanted) {
        return result == wanted;
    }

    boolean has(ReasonCode code) {
        return reasons.stream().anyMatch(reason -> reason.code() == code);
    }

    LayerAppraisal as(LayerResult other) {
        return new LayerAppraisal(other, reasons);
    }

    /** Another ground in front. */
    LayerAppraisal because(Reason first) {
        return new LayerAppraisal(
                result, Stream.concat(Stream.of(first), reasons.stream()).toList());
    }
}
