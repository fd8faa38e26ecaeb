package dev.patchproof.probe;

import dev.patchproof.catalog.limits.FileLimits;
import dev.patchproof.catalog.limits.PlanBounds;
import dev.patchproof.catalog.limits.RegistryLimits;
import dev.patchproof.catalog.limits.ValueShape;
import dev.patchproof.evidence.Plan;
import dev.patchproof.evidence.Query;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Everything that a plan may ask for, whoever signed it. This list is the probe's own promise to the person at the
 * computer: no plan widens it, and a plan that goes beyond it is refused whole. Short on purpose; review it line by
 * line, with {@link RegistryLimits}, {@link ValueShape}, {@link FileLimits} and {@link PlanBounds}, to which the catalog is
 * held too. {@link RunLimits} bounds what the allowed
 * queries cost and what their answers hold; {@code --limits} prints all of it.
 */
final class PlanLimits {
    /** The form of eat_nonce (RFC 9711, 4.1), which the evidence repeats to the portal. */
    private static final Pattern NONCE = Pattern.compile("[A-Za-z0-9_-]{1,88}");

    private PlanLimits() {}

    /** Refuses the plan whole where one query is outside these limits. */
    static void require(Plan plan) throws PlanRefusedException {
        if (!NONCE.matcher(plan.nonce()).matches()) {
            throw new PlanRefusedException("a nonce of " + plan.nonce().length() + " characters", "not base64url");
        }
        if (plan.queries().size() > PlanBounds.MOST_QUERIES) {
            throw new PlanRefusedException(plan.queries().size() + " things", "more than " + PlanBounds.MOST_QUERIES);
        }
        Set<String> seen = new HashSet<>();
        int names = 0;
        for (Query<?> query : plan.queries()) {
            Optional<String> why = query.fold(new Check());
            if (why.isPresent()) {
                throw new PlanRefusedException(describe(query), why.get());
            }
            if (!seen.add(work(query))) {
                throw new PlanRefusedException(describe(query), "the same twice");
            }
            names += names(query);
            if (names > PlanBounds.MOST_NAMES) {
                throw new PlanRefusedException("names of packages and files", "more than " + PlanBounds.MOST_NAMES);
            }
        }
    }

    /** What is done once: a file by any spelling of its name, all packages and all processes in one query. */
    private static String work(Query<?> query) {
        if (query instanceof Query.DebianPackages || query instanceof Query.EveryDebianPackage) {
            return Query.DebianPackages.KIND;
        }
        return query instanceof Query.LoadedModules
                ? query.kind()
                : query.toString().toLowerCase(Locale.ROOT);
    }

    private static int names(Query<?> query) {
        if (query instanceof Query.DebianPackages packages) {
            return packages.names().size();
        }
        return query instanceof Query.LoadedModules modules ? modules.paths().size() : 0;
    }

    private static String describe(Query<?> query) {
        String text = query.toString();
        return Terminal.plain(text.length() <= 200 ? text : text.substring(0, 200) + "...");
    }

    /** Why a query is not allowed; empty where it is. */
    private static final class Check implements Query.Cases<Optional<String>> {

        @Override
        public Optional<String> registryKey(Query.RegistryKey query) {
            return RegistryLimits.refusal(query.path());
        }

        @Override
        public Optional<String> registryValue(Query.RegistryValue query) {
            return RegistryLimits.refusal(query.path(), query.name());
        }

        @Override
        public Optional<String> windowsFile(Query.WindowsFile query) {
            return FileLimits.refusal(query.path());
        }

        @Override
        public Optional<String> fileSignature(Query.FileSignature query) {
            return FileLimits.refusal(query.path());
        }

        @Override
        public Optional<String> loadedModules(Query.LoadedModules query) {
            return query.paths().stream()
                    .flatMap(path -> FileLimits.refusal(path).stream())
                    .findFirst();
        }

        @Override
        public Optional<String> windowsServicing(Query.WindowsServicing query) {
            return Optional.empty();
        }

        @Override
        public Optional<String> windowsKernel(Query.WindowsKernel query) {
            return Optional.empty();
        }

        @Override
        public Optional<String> everyDebianPackage(Query.EveryDebianPackage query) {
            return Optional.empty();
        }

        @Override
        public Optional<String> debianPackages(Query.DebianPackages query) {
            return query.names().stream()
                    .filter(name -> !PlanBounds.isPackage(name))
                    .findFirst()
                    .map(name -> "\"" + Terminal.plain(name) + "\" is not the name of a package");
        }

        @Override
        public Optional<String> windowsRestart(Query.WindowsRestart query) {
            return Optional.empty();
        }

        @Override
        public Optional<String> linuxKernel(Query.LinuxKernel query) {
            return Optional.empty();
        }

        @Override
        public Optional<String> replacedMappings(Query.ReplacedMappings query) {
            return Optional.empty();
        }

        @Override
        public Optional<String> rebootRequired(Query.RebootRequired query) {
            return Optional.empty();
        }

        @Override
        public Optional<String> ubuntuOffers(Query.UbuntuOffers query) {
            return Optional.empty();
        }
    }
}
