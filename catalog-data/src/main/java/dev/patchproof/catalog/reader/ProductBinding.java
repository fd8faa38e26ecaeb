package dev.patchproof.catalog.reader;

import dev.patchproof.catalog.ProductCondition;
import dev.patchproof.catalog.ProductCondition.Family;
import dev.patchproof.catalog.ProductCondition.Processor;
import dev.patchproof.catalog.ProductCondition.ProductKind;
import dev.patchproof.catalog.reader.Problem.Reason;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Which computers a fix or a lifecycle entry is for. */
final class ProductBinding {
    private static final List<String> WINDOWS_ONLY =
            List.of("build", "servicePacks", "productTypes", "editions", "installationTypes");

    private ProductBinding() {}

    static Optional<ProductCondition> condition(Cursor at) {
        int before = at.problems().count();
        Optional<Family> family = at.optional("family", Values.constant(Family.class));
        if (family.isPresent() && family.get() != Family.WINDOWS) {
            WINDOWS_ONLY.stream().filter(at::has).forEach(field -> at.at(field)
                    .problem(
                            Reason.BAD_VALUE,
                            "expected '" + field + "' on Windows only, found it on " + at.text("family")
                                    + ", where it could never hold"));
        }
        return at.make(
                before,
                () -> new ProductCondition(
                        family.orElseThrow(),
                        at.optional("version", Function.identity()),
                        at.optional("build", Integer::valueOf),
                        constants(at.at("servicePacks"), Integer::valueOf),
                        constants(at.at("productTypes"), Values.constant(ProductKind.class)),
                        constants(at.at("architectures"), Values.constant(Processor.class)),
                        constants(at.at("editions"), Function.identity()),
                        constants(at.at("installationTypes"), Function.identity()),
                        at.optional("release", Function.identity())));
    }

    private static <T> Set<T> constants(Cursor list, Function<String, T> parser) {
        return list.items().stream().map(Cursor::text).map(parser).collect(Collectors.toUnmodifiableSet());
    }
}
