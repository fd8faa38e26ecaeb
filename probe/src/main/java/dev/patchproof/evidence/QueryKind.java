package dev.patchproof.evidence;

import static dev.patchproof.evidence.Claim.json;

import dev.patchproof.evidence.Claim.Fields;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * How one kind of query and its answer stand on the wire. To add a kind: the record in {@link Query}, its fact, one
 * entry here, one in the golden file.
 */
final class QueryKind<T, Q extends Query<T>> {
    private static final Map<String, QueryKind<?, ?>> KINDS = Map.ofEntries(
            Map.entry(
                    Query.RegistryKey.KIND,
                    new QueryKind<>(
                            Query.RegistryKey.class,
                            query -> json("path", query.path(), "view", Claim.word(query.view())),
                            fields -> new Query.RegistryKey(
                                    fields.get("path").text(),
                                    fields.get("view").constant(RegistryView.class)),
                            WindowsFacts::writeKey,
                            WindowsFacts::readKey)),
            Map.entry(
                    Query.RegistryValue.KIND,
                    new QueryKind<>(
                            Query.RegistryValue.class,
                            query -> json("path", query.path(), "name", query.name(), "view", Claim.word(query.view())),
                            fields -> new Query.RegistryValue(
                                    fields.get("path").text(),
                                    fields.get("name").text(),
                                    fields.get("view").constant(RegistryView.class)),
                            WindowsFacts::writeValue,
                            WindowsFacts::readValue)),
            Map.entry(
                    Query.WindowsFile.KIND,
                    new QueryKind<>(
                            Query.WindowsFile.class,
                            query -> json("path", query.path()),
                            fields -> new Query.WindowsFile(fields.get("path").text()),
                            WindowsFacts::writeFile,
                            WindowsFacts::readFile)),
            Map.entry(
                    Query.WindowsRestart.KIND,
                    new QueryKind<>(
                            Query.WindowsRestart.class,
                            query -> json(),
                            fields -> new Query.WindowsRestart(),
                            WindowsFacts::writeRestart,
                            WindowsFacts::readRestart)),
            Map.entry(
                    Query.DebianPackages.KIND,
                    new QueryKind<>(
                            Query.DebianPackages.class,
                            query -> json("names", query.names()),
                            fields ->
                                    new Query.DebianPackages(fields.get("names").list(Claim::text)),
                            LinuxFacts::writePackages,
                            LinuxFacts::readPackages)),
            Map.entry(
                    Query.LinuxKernel.KIND,
                    new QueryKind<>(
                            Query.LinuxKernel.class,
                            query -> json(),
                            fields -> new Query.LinuxKernel(),
                            LinuxFacts::writeKernel,
                            LinuxFacts::readKernel)),
            Map.entry(
                    Query.ReplacedMappings.KIND,
                    new QueryKind<>(
                            Query.ReplacedMappings.class,
                            query -> json(),
                            fields -> new Query.ReplacedMappings(),
                            LinuxFacts::writeMappings,
                            LinuxFacts::readMappings)),
            Map.entry(
                    Query.RebootRequired.KIND,
                    new QueryKind<>(
                            Query.RebootRequired.class,
                            query -> json(),
                            fields -> new Query.RebootRequired(),
                            LinuxFacts::writeRebootRequired,
                            LinuxFacts::readRebootRequired)),
            Map.entry(
                    Query.EveryDebianPackage.KIND,
                    new QueryKind<>(
                            Query.EveryDebianPackage.class,
                            query -> json(),
                            fields -> new Query.EveryDebianPackage(),
                            LinuxFacts::writePackages,
                            LinuxFacts::readPackages)),
            Map.entry(
                    Query.WindowsServicing.KIND,
                    new QueryKind<>(
                            Query.WindowsServicing.class,
                            query -> json(),
                            fields -> new Query.WindowsServicing(),
                            WindowsFacts::writeServicing,
                            WindowsFacts::readServicing)),
            Map.entry(
                    Query.FileSignature.KIND,
                    new QueryKind<>(
                            Query.FileSignature.class,
                            query -> json("path", query.path()),
                            fields -> new Query.FileSignature(fields.get("path").text()),
                            WindowsFacts::writeSignature,
                            WindowsFacts::readSignature)),
            Map.entry(
                    Query.LoadedModules.KIND,
                    new QueryKind<>(
                            Query.LoadedModules.class,
                            query -> json("paths", query.paths()),
                            fields ->
                                    new Query.LoadedModules(fields.get("paths").list(Claim::text)),
                            WindowsFacts::writeModules,
                            WindowsFacts::readModules)),
            Map.entry(
                    Query.WindowsKernel.KIND,
                    new QueryKind<>(
                            Query.WindowsKernel.class,
                            query -> json(),
                            fields -> new Query.WindowsKernel(),
                            WindowsFacts::writeKernel,
                            WindowsFacts::readKernel)),
            Map.entry(
                    Query.UbuntuOffers.KIND,
                    new QueryKind<>(
                            Query.UbuntuOffers.class,
                            query -> json(),
                            fields -> new Query.UbuntuOffers(),
                            UbuntuFacts::write,
                            UbuntuFacts::read)));

    private final Class<Q> type;
    private final Function<Q, Map<String, Object>> writeQuery;
    private final Function<Fields, Q> readQuery;
    private final Function<T, Object> writeFact;
    private final Function<Claim, T> readFact;

    private QueryKind(
            Class<Q> type,
            Function<Q, Map<String, Object>> writeQuery,
            Function<Fields, Q> readQuery,
            Function<T, Object> writeFact,
            Function<Claim, T> readFact) {
        this.type = type;
        this.writeQuery = writeQuery;
        this.readQuery = readQuery;
        this.writeFact = writeFact;
        this.readFact = readFact;
    }

    static Query<?> readQuery(Claim claim) {
        return claim.object(fields -> of(fields.get("kind")).readQuery.apply(fields));
    }

    static Map<String, Object> writeQuery(Query<?> query) {
        return of(query).write(query);
    }

    static Observation<?> readObservation(Claim claim) {
        return claim.object(fields -> {
            Query<?> query = readQuery(fields.get("query"));
            return of(query).observation(query, fields.get("finding"));
        });
    }

    static Map<String, Object> writeObservation(Observation<?> observation) {
        return of(observation.query()).write(observation);
    }

    private static QueryKind<?, ?> of(Claim kind) {
        QueryKind<?, ?> known = KINDS.get(kind.text());
        if (known == null) {
            throw kind.malformed("a kind of query that this version knows");
        }
        return known;
    }

    private static QueryKind<?, ?> of(Query<?> query) {
        QueryKind<?, ?> known = KINDS.get(query.kind());
        if (known == null) {
            throw new IllegalStateException("no wire form for " + query.kind());
        }
        return known;
    }

    private Map<String, Object> write(Query<?> query) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("kind", query.kind());
        out.putAll(writeQuery.apply(type.cast(query)));
        return out;
    }

    private Observation<T> observation(Query<?> query, Claim finding) {
        return new Observation<>(type.cast(query), finding.finding(readFact));
    }

    @SuppressWarnings(
            "unchecked") // Observation<T> pairs a Query<T> with a Finding<T>, and this kind was found by the query
    private Map<String, Object> write(Observation<?> observation) {
        Finding<T> finding = (Finding<T>) observation.finding();
        return json("query", write(observation.query()), "finding", Claim.write(finding, writeFact));
    }
}
