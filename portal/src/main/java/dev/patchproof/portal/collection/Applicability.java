package dev.patchproof.portal.collection;

import dev.patchproof.catalog.ProductCondition;
import dev.patchproof.catalog.ProductCondition.Family;
import dev.patchproof.catalog.ProductCondition.Processor;
import dev.patchproof.catalog.ProductCondition.ProductKind;
import dev.patchproof.evidence.OsFamily;
import dev.patchproof.evidence.ProductSelector;
import dev.patchproof.evidence.ProductType;
import dev.patchproof.evidence.SystemFacts;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Compares a {@link ProductCondition} with a {@link ProductSelector}. Parts that the condition leaves open constrain
 * nothing; a part that it asks for and that the selector does not know gives {@link Match#UNKNOWN}.
 */
public final class Applicability {
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

    private Applicability() {}

    /** By what a plan is asked for with, which has no type of installation. */
    public static Match of(ProductCondition condition, ProductSelector selector) {
        return withoutInstallation(condition, selector)
                .and(anyText(condition.installationTypes(), ProductSelector.UNKNOWN));
    }

    /** By all that evidence tells of the system. */
    public static Match of(ProductCondition condition, SystemFacts system) {
        String installation = system.installationType()
                .<String>fold(
                        found -> found,
                        () -> ProductSelector.UNKNOWN,
                        missing -> ProductSelector.UNKNOWN,
                        failed -> ProductSelector.UNKNOWN);
        return withoutInstallation(condition, system.product())
                .and(anyText(condition.installationTypes(), installation));
    }

    private static Match withoutInstallation(ProductCondition condition, ProductSelector selector) {
        return family(condition.family(), selector.family())
                .and(text(condition.version(), selector.version()))
                .and(number(condition.build().map(Set::of).orElse(Set.of()), selector.build()))
                .and(number(condition.servicePacks(), selector.servicePack()))
                .and(productType(condition.productTypes(), selector.productType()))
                .and(architecture(condition.architectures(), selector))
                .and(anyText(condition.editions(), selector.edition()))
                .and(text(condition.release(), selector.release()));
    }

    private static Match family(Family wanted, OsFamily found) {
        return answer(
                switch (found) {
                    case WINDOWS -> wanted == Family.WINDOWS;
                    case DEBIAN -> wanted == Family.DEBIAN;
                    case UBUNTU -> wanted == Family.UBUNTU;
                    case OTHER -> false;
                });
    }

    private static Match productType(Set<ProductKind> wanted, ProductType found) {
        if (wanted.isEmpty()) {
            return Match.YES;
        }
        return switch (found) {
            case WORKSTATION -> answer(wanted.contains(ProductKind.WORKSTATION));
            case SERVER -> answer(wanted.contains(ProductKind.SERVER));
            case DOMAIN_CONTROLLER -> answer(wanted.contains(ProductKind.DOMAIN_CONTROLLER));
            case UNKNOWN -> Match.UNKNOWN;
        };
    }

    /** Windows runs on no other processor that a condition could ask for, so that another one is one that was not told. */
    private static Match architecture(Set<Processor> wanted, ProductSelector found) {
        if (wanted.isEmpty()) {
            return Match.YES;
        }
        return switch (found.architecture()) {
            case X86 -> answer(wanted.contains(Processor.X86));
            case X64 -> answer(wanted.contains(Processor.X64));
            case ARM64 -> answer(wanted.contains(Processor.ARM64));
            case IA64 -> answer(wanted.contains(Processor.IA64));
            case OTHER -> found.family() == OsFamily.WINDOWS ? Match.UNKNOWN : Match.NO;
        };
    }

    private static Match number(Set<Integer> wanted, String found) {
        if (wanted.isEmpty()) {
            return Match.YES;
        }
        return number(found).map(known -> answer(wanted.contains(known))).orElse(Match.UNKNOWN);
    }

    /** Empty where the selector's text is no number: then nothing is known. */
    static Optional<Integer> number(String found) {
        return NUMBER.matcher(found).matches() ? Optional.of(Integer.parseInt(found)) : Optional.empty();
    }

    /** Empty where the selector says that it does not know. */
    static Optional<String> known(String found) {
        return found.isBlank() || found.equals(ProductSelector.UNKNOWN) ? Optional.empty() : Optional.of(found);
    }

    private static Match text(Optional<String> wanted, String found) {
        return anyText(wanted.map(Set::of).orElse(Set.of()), found);
    }

    private static Match anyText(Set<String> wanted, String found) {
        if (wanted.isEmpty()) {
            return Match.YES;
        }
        return known(found)
                .map(text -> text.toLowerCase(Locale.ROOT))
                .map(folded -> answer(wanted.stream()
                        .anyMatch(each -> each.toLowerCase(Locale.ROOT).equals(folded))))
                .orElse(Match.UNKNOWN);
    }

    private static Match answer(boolean holds) {
        return holds ? Match.YES : Match.NO;
    }
}
