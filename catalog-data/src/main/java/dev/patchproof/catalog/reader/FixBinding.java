package dev.patchproof.catalog.reader;

import dev.patchproof.catalog.ClaimTest;
import dev.patchproof.catalog.DebianVersion;
import dev.patchproof.catalog.EffectTest;
import dev.patchproof.catalog.EffectTest.Absence;
import dev.patchproof.catalog.EffectTest.Place;
import dev.patchproof.catalog.EffectTest.ValueType;
import dev.patchproof.catalog.Fix;
import dev.patchproof.catalog.reader.Problem.Reason;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One fix: its product, claim tests and effect tests; reference values have a binding of their own. */
final class FixBinding {
    private FixBinding() {}

    static Optional<Fix> fix(Cursor at) {
        int before = at.problems().count();
        var product = ProductBinding.condition(at.at("product"));
        List<ClaimTest> claims = at.list("claims", FixBinding::claim);
        var references = ReferenceBinding.references(at.at("references"));
        List<EffectTest> effects = at.list("effects", FixBinding::effect);
        List<String> coreFiles = at.list("coreFiles", file -> file.read(Values::filePath));
        return at.make(
                before, () -> new Fix(product.orElseThrow(), at.text("line"), claims, references, effects, coreFiles));
    }

    private static Optional<ClaimTest> claim(Cursor at) {
        Cursor kind = at.fields().get(0);
        return switch (kind.name()) {
            case "registryKey" -> registryKey(kind);
            case "windowsRevision" -> windowsRevision(kind);
            case "debianPackages" -> debianPackages(kind);
            case "debianKernel" -> debianKernel(kind);
            case "cbsPackage" -> Optional.of(new ClaimTest.CbsPackage(kind.text("kb")));
            default -> throw unknown(kind);
        };
    }

    private static Optional<EffectTest> effect(Cursor at) {
        Cursor kind = at.fields().get(0);
        return switch (kind.name()) {
            case "runningKernel" ->
                kind.at("fixedVersion").read(DebianVersion::new).map(EffectTest.RunningKernel::new);
            case "registrySwitch" -> registrySwitch(kind);
            default -> throw unknown(kind);
        };
    }

    private static Optional<EffectTest> registrySwitch(Cursor at) {
        int before = at.problems().count();
        Optional<Place> place = place(at.at("value"));
        Optional<Absence> absence = at.optional("absence", Values.constant(Absence.class));
        List<Place> wrongPlaces = at.list("wrongPlaces", FixBinding::place);
        List<ValueType> types = at.list("types", type -> type.read(Values.constant(ValueType.class)));
        return at.make(
                before,
                () -> new EffectTest.RegistrySwitch(
                        place.orElseThrow(),
                        at.has("types") ? Set.copyOf(types) : Set.of(ValueType.REG_DWORD),
                        Set.copyOf(at.texts("good")),
                        absence.orElseThrow(),
                        wrongPlaces,
                        at.node().path("readAtStart").asBoolean(false)));
    }

    private static Optional<Place> place(Cursor at) {
        return at.at("path").read(Values::registryPath).flatMap(path -> at.at("name")
                .read(name -> Values.registryValue(path, name))
                .map(name -> new Place(path, at.text("view").equals("wow32"), name)));
    }

    private static Optional<ClaimTest> registryKey(Cursor at) {
        return at.at("path")
                .read(Values::registryKey)
                .map(path -> new ClaimTest.RegistryKey(path, at.text("view").equals("wow32")));
    }

    private static Optional<ClaimTest> windowsRevision(Cursor at) {
        return Optional.of(new ClaimTest.WindowsRevision(
                at.node().path("build").asInt(),
                at.node().path("revision").asInt(),
                at.node().path("exactly").asBoolean(false)));
    }

    private static Optional<ClaimTest> debianPackages(Cursor at) {
        int before = at.problems().count();
        Map<String, DebianVersion> fixedVersions = new HashMap<>();
        for (Cursor version : at.fields()) {
            version.readName(DebianVersion::new)
                    .ifPresent(fixed -> version.items().forEach(name -> {
                        name.read(Values::packageName);
                        if (fixedVersions.put(name.text(), fixed) != null) {
                            name.problem(
                                    Reason.DUPLICATE,
                                    "expected one fixed version per package, found a second for " + name.text());
                        }
                    }));
        }
        return at.make(before, () -> new ClaimTest.DebianPackages(fixedVersions));
    }

    private static Optional<ClaimTest> debianKernel(Cursor at) {
        int before = at.problems().count();
        List<String> images = at.list("images", name -> name.read(Values::packageName));
        Optional<DebianVersion> fixed = at.at("fixedVersion").read(DebianVersion::new);
        return at.make(before, () -> new ClaimTest.DebianKernel(fixed.orElseThrow(), Set.copyOf(images)));
    }

    private static IllegalStateException unknown(Cursor kind) {
        return new IllegalStateException("the schema lets '" + kind.name() + "' pass, the reader does not know it");
    }
}
