package dev.patchproof.portal.appraisal;

import dev.patchproof.catalog.EffectTest.Absence;
import dev.patchproof.catalog.EffectTest.Place;
import dev.patchproof.catalog.EffectTest.RegistrySwitch;
import dev.patchproof.evidence.Evidence;
import dev.patchproof.evidence.RegistryValueFact;
import dev.patchproof.portal.collection.Planner;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Registry values that turn a fix on or off. What could not be read is never on. */
final class Switches {
    private static final String SOFTWARE = "HKLM\\SOFTWARE\\";

    private final Evidence evidence;
    private final Predicate<Instant> isOfThisStart;

    /** @param isOfThisStart whether Windows has seen, at its start, what was written then */
    Switches(Evidence evidence, Predicate<Instant> isOfThisStart) {
        this.evidence = evidence;
        this.isOfThisStart = isOfThisStart;
    }

    LayerAppraisal appraise(RegistrySwitch wanted) {
        String where = shown(wanted.place());
        String good = wanted.good().stream().sorted().collect(Collectors.joining(", "));
        return evidence.find(Planner.query(wanted.place()))
                .<LayerAppraisal>fold(
                        value -> isGood(wanted, value)
                                ? on(wanted, where, good, value)
                                : off(wanted, ReasonCode.SWITCH_OFF, where, good, shown(wanted, value)),
                        () -> wanted.absence() == Absence.GOOD
                                ? LayerAppraisal.of(LayerResult.TRUE, ReasonCode.SWITCH_ON_BY_DEFAULT, where, good, "")
                                : off(wanted, ReasonCode.SWITCH_NOT_SET, where, good, ""),
                        missing -> LayerAppraisal.of(
                                LayerResult.NOT_EVALUATED,
                                ReasonCode.SWITCH_NOT_COLLECTED,
                                where,
                                good,
                                missing.detail()),
                        failed -> LayerAppraisal.of(
                                LayerResult.ERROR, ReasonCode.SWITCH_NOT_READABLE, where, good, failed.code()));
    }

    /** The key's time moves with its other values too: that is a doubt, and no proof that the switch is younger. */
    private LayerAppraisal on(RegistrySwitch wanted, String where, String good, RegistryValueFact value) {
        if (!wanted.readAtStart()) {
            return LayerAppraisal.of(LayerResult.TRUE, ReasonCode.SWITCH_ON, where, good, shown(wanted, value));
        }
        Optional<LayerAppraisal> doubt = value.keyChangedAt()
                .<Optional<LayerAppraisal>>fold(
                        written -> isOfThisStart.test(written)
                                ? Optional.empty()
                                : Optional.of(maybeSince(where, written.toString())),
                        () -> Optional.of(maybeSince(where, "")),
                        missing -> Optional.of(maybeSince(where, missing.detail())),
                        failed -> Optional.of(maybeSince(where, failed.code())));
        return doubt.orElseGet(
                () -> LayerAppraisal.of(LayerResult.TRUE, ReasonCode.SWITCH_ON, where, good, shown(wanted, value)));
    }

    private static LayerAppraisal maybeSince(String where, String written) {
        return LayerAppraisal.of(LayerResult.UNKNOWN, ReasonCode.SWITCH_SET_SINCE_BOOT, where, "", written);
    }

    private LayerAppraisal off(RegistrySwitch wanted, ReasonCode code, String where, String good, String found) {
        List<Reason> reasons = new ArrayList<>();
        wanted.wrongPlaces().stream()
                .filter(place -> isSetAt(wanted, place))
                .map(place -> new Reason(ReasonCode.SWITCH_IN_WRONG_PLACE, where, good, shown(place)))
                .forEach(reasons::add);
        reasons.add(new Reason(code, where, good, found));
        return new LayerAppraisal(LayerResult.FALSE, reasons);
    }

    private boolean isSetAt(RegistrySwitch wanted, Place place) {
        return evidence.find(Planner.query(place))
                .<Boolean>fold(value -> isGood(wanted, value), () -> false, missing -> false, failed -> false);
    }

    private static boolean isGood(RegistrySwitch wanted, RegistryValueFact value) {
        return isRead(wanted, value)
                && value.data().size() == 1
                && wanted.good().contains(value.data().get(0));
    }

    /** The number 1 as text is another thing to most programs, and then nothing is turned on. */
    private static boolean isRead(RegistrySwitch wanted, RegistryValueFact value) {
        return wanted.types().stream().anyMatch(type -> type.name().equals(value.type()));
    }

    private static String shown(RegistrySwitch wanted, RegistryValueFact value) {
        String data = String.join(", ", value.data());
        return isRead(wanted, value) ? data : value.type() + " " + data;
    }

    /** As the registry editor shows it: the 32-bit view lies below a key of its own. */
    private static String shown(Place place) {
        String path = place.path();
        String seen = place.wow32() && path.toUpperCase(Locale.ROOT).startsWith(SOFTWARE)
                ? path.substring(0, SOFTWARE.length()) + "WOW6432Node\\" + path.substring(SOFTWARE.length())
                : path;
        return seen + "\\" + place.name();
    }
}
