package dev.patchproof.portal.appraisal;

import dev.patchproof.catalog.Catalog;
import dev.patchproof.evidence.Architecture;
import dev.patchproof.evidence.DebianPackage;
import dev.patchproof.evidence.DebianPackagesFact;
import dev.patchproof.evidence.Evidence;
import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.LoadedModulesFact;
import dev.patchproof.evidence.LoadedModulesFact.LoadedModule;
import dev.patchproof.evidence.NotCollectedReason;
import dev.patchproof.evidence.Observation;
import dev.patchproof.evidence.OsFamily;
import dev.patchproof.evidence.ProcessFact;
import dev.patchproof.evidence.ProductDisagreement;
import dev.patchproof.evidence.ProductSelector;
import dev.patchproof.evidence.ProductType;
import dev.patchproof.evidence.Query;
import dev.patchproof.evidence.RegistryKeyFact;
import dev.patchproof.evidence.RegistryValueFact;
import dev.patchproof.evidence.SystemFacts;
import dev.patchproof.evidence.SystemFacts.Setting;
import dev.patchproof.evidence.UbuntuOffersFact;
import dev.patchproof.evidence.WindowsFileFact;
import dev.patchproof.evidence.WindowsKernelFact;
import dev.patchproof.evidence.WindowsRestartFact;
import dev.patchproof.evidence.WindowsServicingFact;
import dev.patchproof.evidence.WindowsServicingFact.CbsPackage;
import dev.patchproof.portal.collection.Planner;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A computer as a probe sees it: answers every query of a plan, and no other. What a test does not put there does not
 * exist; a place that a test does not speak of is never guessed.
 */
final class Computer {
    static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    static final Instant BOOT = Instant.parse("2026-11-23T08:00:00Z");
    static final Instant LONG_AGO = Instant.parse("2026-01-05T10:00:00Z");
    static final Instant TODAY = Instant.parse("2026-11-23T10:00:00Z");

    private final ProductSelector product;
    private final Map<Query<?>, Finding<?>> findings = new LinkedHashMap<>();
    private final List<DebianPackage> packages = new ArrayList<>();
    private final List<CbsPackage> serviced = new ArrayList<>();
    private final List<LoadedModule> modules = new ArrayList<>();
    private final List<ProcessFact> unreadable = new ArrayList<>();
    private final List<ProductDisagreement> disagreements = new ArrayList<>();
    private Finding<Instant> bootedAt = Finding.exists(BOOT);
    private Setting setting = Setting.LIVE;
    private Finding<String> installationType = Finding.doesNotExist();
    private Finding<String> systemRevision = Finding.notCollected(NotCollectedReason.NOT_ON_THIS_SYSTEM, "");

    private Computer(ProductSelector product) {
        this.product = product;
    }

    static Computer windowsXp(String servicePack) {
        return new Computer(windows("5.1", "2600", servicePack, "unknown", "unknown"));
    }

    static Computer windows11() {
        return new Computer(windows("10.0", "26100", "0", "Professional", "24H2"));
    }

    static Computer windows11(String edition) {
        return new Computer(windows("10.0", "26100", "0", edition, "24H2"));
    }

    static Computer bookworm() {
        return new Computer(new ProductSelector(
                OsFamily.DEBIAN,
                "12",
                ProductSelector.UNKNOWN,
                ProductSelector.UNKNOWN,
                ProductType.UNKNOWN,
                Architecture.X64,
                ProductSelector.UNKNOWN,
                "bookworm"));
    }

    static Computer jammy() {
        return new Computer(new ProductSelector(
                OsFamily.UBUNTU,
                "22.04",
                ProductSelector.UNKNOWN,
                ProductSelector.UNKNOWN,
                ProductType.UNKNOWN,
                Architecture.X64,
                ProductSelector.UNKNOWN,
                "jammy"));
    }

    static Computer of(ProductSelector product) {
        return new Computer(product);
    }

    private static ProductSelector windows(
            String version, String build, String servicePack, String edition, String release) {
        return new ProductSelector(
                OsFamily.WINDOWS,
                version,
                build,
                servicePack,
                ProductType.WORKSTATION,
                Architecture.X86,
                edition,
                release);
    }

    ProductSelector product() {
        return product;
    }

    Computer key(String path) {
        return finds(
                new Query.RegistryKey(path, dev.patchproof.evidence.RegistryView.NATIVE),
                Finding.exists(new RegistryKeyFact()));
    }

    Computer revision(String revision) {
        return finds(Planner.WINDOWS_REVISION, Finding.exists(new RegistryValueFact("REG_DWORD", List.of(revision))));
    }

    Computer file(String path, String version) {
        return file(path, Finding.exists(version), LONG_AGO);
    }

    Computer file(String path, Finding<String> version, Instant created) {
        return finds(new Query.WindowsFile(path), Finding.exists(fact(path, version, Finding.doesNotExist(), created)));
    }

    static WindowsFileFact fact(String path, Finding<String> version, Finding<String> versionString, Instant created) {
        return new WindowsFileFact(
                path.replace("%SystemRoot%", "C:\\WINDOWS"),
                1000,
                created,
                LONG_AGO,
                Finding.doesNotExist(),
                "ab".repeat(32),
                version,
                versionString,
                version);
    }

    Computer renames(String... paths) {
        return finds(
                new Query.WindowsRestart(),
                Finding.exists(new WindowsRestartFact(
                        Finding.exists(List.of(paths)),
                        Finding.doesNotExist(),
                        Finding.doesNotExist(),
                        Finding.doesNotExist())));
    }

    /** A package of Component Based Servicing; a time of MIN is one that is not there. */
    Computer serviced(String name, int state, Instant installedAt) {
        serviced.add(new CbsPackage(
                name,
                Finding.exists(Integer.toString(state)),
                Finding.doesNotExist(),
                installedAt.equals(Instant.MIN) ? Finding.doesNotExist() : Finding.exists(installedAt)));
        return this;
    }

    Computer restart(boolean rebootPending, Finding<Instant> pendingXml) {
        return finds(
                new Query.WindowsRestart(),
                Finding.exists(new WindowsRestartFact(
                        Finding.doesNotExist(),
                        rebootPending ? Finding.exists(new RegistryKeyFact()) : Finding.doesNotExist(),
                        Finding.doesNotExist(),
                        pendingXml)));
    }

    Computer loaded(String path, String version, Instant startedAt) {
        modules.add(new LoadedModule(path, Finding.exists(version), List.of(process("program.exe", startedAt))));
        return this;
    }

    Computer unreadable(String name, Instant startedAt) {
        unreadable.add(process(name, startedAt));
        return this;
    }

    private static ProcessFact process(String name, Instant startedAt) {
        return new ProcessFact(4711, name, Finding.exists(startedAt), Finding.doesNotExist(), Finding.doesNotExist());
    }

    Computer disagreeing(ProductDisagreement disagreement) {
        disagreements.add(disagreement);
        return this;
    }

    private Finding<List<CbsPackage>> packages() {
        return serviced.isEmpty() ? Finding.doesNotExist() : Finding.exists(serviced);
    }

    Computer installed(DebianPackage known) {
        packages.add(known);
        return this;
    }

    <T> Computer finds(Query<T> query, Finding<T> finding) {
        findings.put(query, finding);
        return this;
    }

    Computer probeSaysOfRevision(Finding<String> revision) {
        systemRevision = revision;
        return this;
    }

    Computer installation(Finding<String> type) {
        installationType = type;
        return this;
    }

    Computer booted(Finding<Instant> when) {
        bootedAt = when;
        return this;
    }

    Computer setting(Setting where) {
        setting = where;
        return this;
    }

    /** Evidence of a probe that was given the plan of a catalog. */
    Evidence answering(Catalog catalog) {
        return answering(Planner.queries(catalog, product));
    }

    Evidence answering(List<Query<?>> queries) {
        return new Evidence(
                "11".repeat(32),
                Finding.exists("22".repeat(32)),
                NOW.minusSeconds(60),
                NOW.minusSeconds(30),
                new SystemFacts(
                        product,
                        "Test computer",
                        systemRevision,
                        installationType,
                        disagreements,
                        Finding.exists("pc-1"),
                        bootedAt,
                        setting,
                        Finding.exists(false),
                        product.architecture(),
                        "17.0.1"),
                queries.stream().<Observation<?>>map(this::answer).toList());
    }

    @SuppressWarnings("unchecked") // finds() pairs a Query<T> with a Finding<T>
    private <T> Observation<T> answer(Query<T> query) {
        Optional<Finding<T>> set = Optional.ofNullable((Finding<T>) findings.get(query));
        return new Observation<>(query, set.orElseGet(() -> (Finding<T>) otherwise(query)));
    }

    private Finding<?> otherwise(Query<?> query) {
        return switch (query.kind()) {
            case Query.DebianPackages.KIND, Query.EveryDebianPackage.KIND ->
                Finding.exists(new DebianPackagesFact(packages));
            case Query.WindowsRestart.KIND ->
                Finding.exists(new WindowsRestartFact(
                        Finding.doesNotExist(),
                        Finding.doesNotExist(),
                        Finding.doesNotExist(),
                        Finding.doesNotExist()));
            case Query.WindowsServicing.KIND ->
                Finding.exists(new WindowsServicingFact(packages(), Finding.doesNotExist(), Finding.doesNotExist()));
            case Query.LoadedModules.KIND -> Finding.exists(new LoadedModulesFact(modules, unreadable, true));
            case Query.WindowsKernel.KIND ->
                Finding.exists(new WindowsKernelFact(
                        Finding.notCollected(NotCollectedReason.NOT_ON_THIS_SYSTEM, "no such class")));
            case Query.ReplacedMappings.KIND ->
                Finding.exists(new dev.patchproof.evidence.ReplacedMappingsFact(List.of(), List.of(), true));
            case Query.UbuntuOffers.KIND ->
                Finding.exists(new UbuntuOffersFact(
                        Finding.exists("false"), Finding.exists(List.of()), Finding.exists(List.of())));
            default -> Finding.doesNotExist();
        };
    }
}
