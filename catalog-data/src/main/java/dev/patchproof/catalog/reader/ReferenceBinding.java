package dev.patchproof.catalog.reader;

import dev.patchproof.catalog.ReferenceValue;
import dev.patchproof.catalog.ReferenceValue.BranchFloor;
import dev.patchproof.catalog.ReferenceValue.BuiltIn;
import dev.patchproof.catalog.ReferenceValue.FileDigest;
import dev.patchproof.catalog.ReferenceValue.FileMode;
import dev.patchproof.catalog.ReferenceValue.FileVersion;
import dev.patchproof.catalog.ReferenceValue.PackageDigests;
import dev.patchproof.catalog.ReferenceValue.PackageRecord;
import dev.patchproof.catalog.ReferenceValue.SignedBuild;
import dev.patchproof.catalog.WindowsVersion;
import dev.patchproof.catalog.reader.Problem.Reason;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The reference values of one fix. */
final class ReferenceBinding {
    private ReferenceBinding() {}

    static List<ReferenceValue> references(Cursor list) {
        Set<String> paths = new HashSet<>();
        return list.items().stream()
                .flatMap(item -> kind(item.fields().get(0), paths))
                .toList();
    }

    private static Stream<ReferenceValue> kind(Cursor kind, Set<String> paths) {
        return switch (kind.name()) {
            case "fileVersions" ->
                kind.fields().stream().flatMap(file -> version(file, FileMode.MUST_EXIST, paths).stream());
            case "fileVersionsIfPresent" ->
                kind.fields().stream().flatMap(file -> version(file, FileMode.ONLY_IF_PRESENT, paths).stream());
            case "fileDigests" -> kind.fields().stream().flatMap(file -> digest(file, FileMode.MUST_EXIST).stream());
            case "fileDigestsIfPresent" ->
                kind.fields().stream().flatMap(file -> digest(file, FileMode.ONLY_IF_PRESENT).stream());
            case "packageRecord" -> Stream.of(new PackageRecord());
            case "packageDigests" -> Stream.of(packageDigests(kind));
            case "signedBuild" -> signedBuild(kind).stream();
            case "builtIn" -> Stream.of(new BuiltIn());
            default ->
                throw new IllegalStateException(
                        "the schema lets '" + kind.name() + "' pass, the reader does not know it");
        };
    }

    private static Optional<ReferenceValue> version(Cursor file, FileMode mode, Set<String> paths) {
        int before = file.problems().count();
        Optional<String> path = file.readName(Values::filePath);
        if (!paths.add(file.name().toLowerCase(Locale.ROOT))) {
            file.problem(Reason.DUPLICATE, "expected each file once in a fix, found it again: " + file.name());
        }
        List<BranchFloor> floors = file.node().isTextual()
                ? file.read(WindowsVersion::parse).map(ReferenceBinding::everywhere).stream()
                        .toList()
                : file.items().stream()
                        .map(ReferenceBinding::branch)
                        .flatMap(Optional::stream)
                        .toList();
        if (file.problems().count() == before) {
            Branches.check(file, floors);
        }
        return file.make(before, () -> new FileVersion(path.orElseThrow(), mode, floors));
    }

    private static Optional<ReferenceValue> digest(Cursor file, FileMode mode) {
        return file.readName(Values::filePath)
                .map(path -> new FileDigest(
                        path,
                        mode,
                        Set.copyOf(file.items().stream().map(Cursor::text).toList())));
    }

    private static ReferenceValue packageDigests(Cursor at) {
        return new PackageDigests(byName(at, versions -> byName(versions, digests -> byName(digests, Cursor::text))));
    }

    private static <T> Map<String, T> byName(Cursor at, Function<Cursor, T> value) {
        return at.fields().stream().collect(Collectors.toUnmodifiableMap(Cursor::name, value));
    }

    private static Optional<ReferenceValue> signedBuild(Cursor at) {
        int before = at.problems().count();
        List<String> files = at.list("files", file -> file.read(Values::filePath));
        return at.make(
                before,
                () -> new SignedBuild(
                        at.node().path("build").asInt(),
                        at.node().path("revision").asInt(),
                        files));
    }

    private static BranchFloor everywhere(WindowsVersion atLeast) {
        return new BranchFloor(atLeast, Optional.empty(), Optional.empty(), "");
    }

    private static Optional<BranchFloor> branch(Cursor at) {
        int before = at.problems().count();
        Optional<WindowsVersion> atLeast = at.optional("atLeast", WindowsVersion::parse);
        Optional<WindowsVersion> from = at.optional("from", WindowsVersion::parse);
        Optional<WindowsVersion> below = at.optional("below", WindowsVersion::parse);
        if (from.isPresent() && below.isPresent() && from.get().compareTo(below.get()) >= 0) {
            at.problem(
                    Reason.BAD_BRANCHES,
                    "expected a branch that ends above its start, found the empty range from " + from.get()
                            + " to below " + below.get());
        }
        return at.make(before, () -> new BranchFloor(atLeast.orElseThrow(), from, below, at.text("marker")));
    }
}
