package dev.patchproof.portal.release;

import dev.patchproof.catalog.Catalog;
import dev.patchproof.catalog.release.ReleaseException;
import dev.patchproof.catalog.release.ReleaseException.Reason;
import dev.patchproof.catalog.release.ReleaseFile;
import dev.patchproof.catalog.release.ReleaseManifest;
import dev.patchproof.catalog.release.TrustedRelease;
import dev.patchproof.portal.home.DataDirectory;
import dev.patchproof.portal.home.Settings;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The one catalog that this process plans and judges by. A new release takes its place at once and whole; whoever took
 * the one before goes on with it to the end of the request.
 */
@Singleton
public final class CatalogInUse {
    private static final Logger LOG = Logger.getLogger(CatalogInUse.class);

    private final ReleaseRules rules;
    private final ReleaseFolder folder;
    private final Overlay overlay;
    private final Underlying base;
    private volatile Underlying underlying;
    private volatile CatalogSnapshot snapshot;
    private Optional<String> noted;

    @Inject
    CatalogInUse(Settings settings, DataDirectory directory, Overlay overlay) {
        this(settings, directory.directory("catalog"), overlay);
    }

    /** With releases kept in this folder. */
    public CatalogInUse(Settings settings, Path releases, Overlay overlay) {
        rules = new ReleaseRules(settings);
        folder = new ReleaseFolder(releases);
        this.overlay = overlay;
        base = BaseCatalog.read(settings.catalog());
        noted = folder.inUse();
        underlying = noted.flatMap(this::lastGood).orElse(base);
        snapshot = over(underlying);
        rules.requireMitigations(snapshot.catalog());
        LOG.infof("The catalog in use is %s: %s", snapshot.release(), snapshot.source());
    }

    public Catalog catalog() {
        return snapshot.catalog();
    }

    /** Catalog and origin, which belong together. */
    public CatalogSnapshot snapshot() {
        return snapshot;
    }

    /** What came from elsewhere: the catalog in use, but for what this portal imported itself. */
    public Underlying underlying() {
        return underlying;
    }

    /**
     * Takes up what the portal imported itself. It is in use when this returns; where it fails nothing has changed.
     *
     * @return whether the catalog is another one now
     */
    public synchronized <E extends Exception> boolean take(Overlay.Change<E> change) throws E {
        CatalogSnapshot fresh = change.over(underlying);
        boolean another = !fresh.release().equals(snapshot.release());
        snapshot = fresh;
        if (another) {
            LOG.infof("The catalog in use is now %s: %s", fresh.release(), fresh.source());
        }
        return another;
    }

    /** Offers a release file. It is in use when this returns TAKEN; else nothing has changed. */
    public synchronized ImportOutcome offer(ReleaseFile file) {
        try {
            TrustedRelease release = rules.trust(file);
            Optional<ReleaseManifest> inUse = underlying.snapshot().manifest();
            if (inUse.isPresent()
                    && release.manifest().digest().equals(underlying.release())
                    && release.manifest().sequence() == inUse.get().sequence()) {
                return new ImportOutcome(
                        ImportOutcome.Kind.ALREADY_IN_USE,
                        "Release " + words(release.manifest()) + " is in use already.");
            }
            Optional<String> older = rules.older(release.manifest(), noted, underlying.snapshot());
            if (older.isPresent()) {
                return refused("OLDER", older.get());
            }
            CatalogSnapshot fresh = snapshot(release);
            folder.use(release);
            String name = ReleaseFolder.name(release.manifest());
            noted = Optional.of(name);
            use(underlying(name, fresh));
            return new ImportOutcome(
                    ImportOutcome.Kind.TAKEN,
                    "Release " + words(release.manifest()) + " is in use now: "
                            + fresh.catalog().updates().size() + " updates.");
        } catch (ReleaseException refused) {
            return refused(refused.reason().name(), String.valueOf(refused.getMessage()));
        } catch (IOException notKept) {
            return refused("NOT_KEPT", "expected to write into the data directory, found " + notKept);
        }
    }

    /** Takes up what another process noted as the release in use; whether anything changed. */
    synchronized boolean follow() {
        Optional<String> now = folder.inUse();
        if (now.isEmpty() || now.equals(noted)) {
            return false;
        }
        noted = now;
        Optional<Underlying> fresh = read(now.get());
        fresh.ifPresent(this::use);
        return fresh.isPresent();
    }

    /** Releases that are kept, the highest number first; those that can be read. */
    public List<ReleaseManifest> kept() {
        List<ReleaseManifest> manifests = new ArrayList<>();
        for (String name : folder.names()) {
            try {
                manifests.add(folder.manifest(name));
            } catch (ReleaseException damaged) {
                LOG.warnf("The kept release %s cannot be read: %s", name, damaged.getMessage());
            }
        }
        return manifests;
    }

    /** The catalog of a kept release, by its digest, to look at; empty where none is kept. */
    public Optional<Catalog> kept(String digest) {
        if (digest.equals(base.release())) {
            return Optional.of(base.snapshot().catalog());
        }
        for (ReleaseManifest manifest : kept()) {
            if (manifest.digest().equals(digest)) {
                return read(ReleaseFolder.name(manifest))
                        .map(kept -> kept.snapshot().catalog());
            }
        }
        return overlay.kept(digest);
    }

    /** Catalogs with what this portal imported itself, which are kept; the newest first. */
    public List<Overlay.Built> keptImports() {
        return overlay.kept();
    }

    /** The catalog that is used where there is no release. */
    public CatalogSnapshot base() {
        return base.snapshot();
    }

    /** Whether any release could be taken: keys are configured. */
    public boolean takesReleases() {
        return rules.takeAny();
    }

    /** The release that was in use, else the highest number that still passes. A newer base comes before both. */
    private Optional<Underlying> lastGood(String name) {
        if (!rules.takeAny()) {
            LOG.warn("Catalog releases are kept, but patchproof.catalog.keys names no key: none of them is used");
            return Optional.empty();
        }
        List<String> candidates = new ArrayList<>(List.of(name));
        folder.names().stream().filter(other -> !other.equals(name)).forEach(candidates::add);
        Optional<Underlying> good =
                candidates.stream().flatMap(each -> read(each).stream()).findFirst();
        return good.filter(release -> !isBaseNewer(release));
    }

    private boolean isBaseNewer(Underlying release) {
        boolean newer = release.day()
                .flatMap(asOf -> base.day().filter(day -> day.isAfter(asOf)))
                .isPresent();
        if (newer) {
            LOG.warnf(
                    "%s is older than %s, which is used in its place",
                    release.snapshot().source(), base.snapshot().source());
        }
        return newer;
    }

    private Optional<Underlying> read(String name) {
        try {
            return Optional.of(underlying(name, snapshot(rules.trust(folder.read(name)))));
        } catch (ReleaseException refused) {
            LOG.errorf("The kept release %s is refused: %s: %s", name, refused.reason(), refused.getMessage());
            return Optional.empty();
        }
    }

    private Underlying underlying(String name, CatalogSnapshot release) {
        return new Underlying(release, () -> rules.trust(folder.read(name)).files());
    }

    private CatalogSnapshot over(Underlying fresh) {
        return overlay.over(fresh).orElse(fresh.snapshot());
    }

    private void use(Underlying fresh) {
        CatalogSnapshot whole = over(fresh);
        underlying = fresh;
        snapshot = whole;
        LOG.infof("The catalog in use is now %s: %s", whole.release(), whole.source());
    }

    private CatalogSnapshot snapshot(TrustedRelease release) throws ReleaseException {
        Catalog catalog = release.catalog();
        List<String> missing = rules.missingMitigations(catalog);
        if (!missing.isEmpty()) {
            throw new ReleaseException(
                    Reason.CATALOG_REFUSED,
                    "expected the mitigations that patchproof.appraisal.required-mitigations demands, found none named "
                            + String.join(", ", missing));
        }
        return new CatalogSnapshot(
                catalog,
                "release " + words(release.manifest()),
                Optional.of(release.manifest()),
                release.signedBy(),
                release.quarantine(),
                List.of());
    }

    private static ImportOutcome refused(String reason, String why) {
        LOG.warnf("A catalog release is refused: %s: %s", reason, why);
        return new ImportOutcome(ImportOutcome.Kind.REFUSED, reason + ": " + why);
    }

    private static String words(ReleaseManifest manifest) {
        return manifest.sequence() + " as of " + manifest.asOf();
    }
}
