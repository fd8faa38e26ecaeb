package dev.patchproof.portal.appraisal;

import dev.patchproof.catalog.ReferenceValue.SignedBuild;
import dev.patchproof.evidence.Evidence;
import dev.patchproof.evidence.FileSignatureFact;
import dev.patchproof.evidence.FileSignatureFact.SigningCatalog;
import dev.patchproof.evidence.Query;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Core files against the signed catalogs that came with Windows's own updates. A catalog's name carries its build and
 * revision, or its KB: a file that one of the wanted revision or a later one holds is that revision's. The judgement is
 * built on the names of catalogs as they are known, and was not seen on a real Windows.
 */
final class VendorCatalogs {
    /**
     * Signers of Windows's own parts. Those of drivers of other makers that Microsoft tested (Microsoft Windows Hardware
     * Compatibility Publisher) are not among them.
     */
    private static final Set<String> PUBLISHERS = Set.of("Microsoft Windows", "Microsoft Corporation");

    private final Evidence evidence;

    VendorCatalogs(Evidence evidence) {
        this.evidence = evidence;
    }

    /** Judges each file, by its path. */
    Map<String, LayerAppraisal> appraise(SignedBuild reference, Set<String> kbs) {
        BuildRevision wanted = new BuildRevision(reference.build(), reference.revision()).inLine();
        Map<String, LayerAppraisal> files = new LinkedHashMap<>();
        reference.files().forEach(path -> files.put(path, file(path, wanted, kbs)));
        return files;
    }

    private LayerAppraisal file(String path, BuildRevision wanted, Set<String> kbs) {
        boolean absent = evidence.find(new Query.WindowsFile(path))
                .<Boolean>fold(fact -> false, () -> true, missing -> false, failed -> false);
        if (absent) {
            return LayerAppraisal.of(LayerResult.FALSE, ReasonCode.FILE_ABSENT, path, wanted.toString(), "");
        }
        return evidence.find(new Query.FileSignature(path))
                .<LayerAppraisal>fold(
                        fact -> catalogs(path, wanted, kbs, fact),
                        () -> unproven(ReasonCode.FILE_IN_NO_CATALOG, path, wanted, ""),
                        missing -> unproven(ReasonCode.SIGNATURE_NOT_COLLECTED, path, wanted, missing.detail()),
                        failed -> unproven(ReasonCode.SIGNATURE_NOT_READABLE, path, wanted, failed.code()));
    }

    private static LayerAppraisal catalogs(String path, BuildRevision wanted, Set<String> kbs, FileSignatureFact fact) {
        if (fact.catalogs().isEmpty()) {
            return unproven(ReasonCode.FILE_IN_NO_CATALOG, path, wanted, "");
        }
        List<SigningCatalog> accepted =
                fact.catalogs().stream().filter(VendorCatalogs::isAccepted).toList();
        Optional<SigningCatalog> proof =
                accepted.stream().filter(catalog -> isOf(catalog, wanted, kbs)).findFirst();
        if (proof.isPresent()) {
            return LayerAppraisal.of(
                    LayerResult.TRUE,
                    ReasonCode.FILE_SIGNED_BY_BUILD,
                    path,
                    wanted.toString(),
                    proof.get().name());
        }
        Optional<SigningCatalog> refused = fact.catalogs().stream()
                .filter(catalog -> !isAccepted(catalog))
                .filter(catalog -> accepted.isEmpty() || isOf(catalog, wanted, kbs))
                .findFirst();
        return refused.isPresent()
                ? unproven(ReasonCode.CATALOG_NOT_ACCEPTED, path, wanted, described(refused.get()))
                : others(path, wanted, accepted);
    }

    private static LayerAppraisal others(String path, BuildRevision wanted, List<SigningCatalog> accepted) {
        boolean allOlder = accepted.stream()
                .allMatch(catalog ->
                        build(catalog).filter(found -> found.isBelow(wanted)).isPresent());
        String newest = accepted.stream()
                .max(Comparator.comparing(
                        (SigningCatalog catalog) -> build(catalog).orElseGet(() -> new BuildRevision(0, 0))))
                .orElseThrow()
                .name();
        return allOlder
                ? LayerAppraisal.of(
                        LayerResult.FALSE, ReasonCode.FILE_SIGNED_BY_OLDER_BUILD, path, wanted.toString(), newest)
                : unproven(ReasonCode.CATALOG_OF_UNKNOWN_BUILD, path, wanted, newest);
    }

    private static boolean isOf(SigningCatalog catalog, BuildRevision wanted, Set<String> kbs) {
        return build(catalog)
                        .filter(found -> found.build() == wanted.build() && !found.isBelow(wanted))
                        .isPresent()
                || CbsPackageName.of(catalog.name()).kb().filter(kbs::contains).isPresent();
    }

    private static Optional<BuildRevision> build(SigningCatalog catalog) {
        return CbsPackageName.of(catalog.name()).build().map(BuildRevision::inLine);
    }

    private static boolean isAccepted(SigningCatalog catalog) {
        return catalog.publisher().<Boolean>fold(PUBLISHERS::contains, () -> false, missing -> false, failed -> false);
    }

    private static String described(SigningCatalog catalog) {
        String why = catalog.publisher()
                .<String>fold(name -> name, () -> "", missing -> missing.detail(), failed -> failed.code());
        return catalog.name() + ": " + why;
    }

    /** Unknown, never tampering: nothing was compared. */
    private static LayerAppraisal unproven(ReasonCode code, String path, BuildRevision wanted, String found) {
        return LayerAppraisal.of(LayerResult.NOT_EVALUATED, code, path, wanted.toString(), found);
    }
}
