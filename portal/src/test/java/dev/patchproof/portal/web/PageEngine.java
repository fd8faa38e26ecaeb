package dev.patchproof.portal.web;

import io.quarkus.qute.Engine;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.ReflectionValueResolver;
import io.quarkus.qute.TemplateLocator;
import io.quarkus.qute.Variant;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The templates without the container: the same files, the same escaping, a fraction of the time. */
final class PageEngine {
    private final Engine engine = Engine.builder()
            .addDefaults()
            .addValueResolver(new ReflectionValueResolver())
            .addResultMapper(new HtmlEscaper(List.of("text/html")))
            .addLocator(PageEngine::locate)
            .build();
    private final Frame frame = new Frame(Assets.load(), "0.1.0");

    String render(String template, Object view) {
        return engine.getTemplate(template)
                .data("frame", frame)
                .data("view", view)
                .render();
    }

    private static Optional<TemplateLocator.TemplateLocation> locate(String id) {
        if (PageEngine.class.getResource("/templates/" + id + ".html") == null) {
            return Optional.empty();
        }
        return Optional.of(new TemplateLocator.TemplateLocation() {
            @Override
            public Reader read() {
                InputStream file = PageEngine.class.getResourceAsStream("/templates/" + id + ".html");
                return new InputStreamReader(file, StandardCharsets.UTF_8);
            }

            @Override
            public Optional<Variant> getVariant() {
                return Optional.of(Variant.forContentType("text/html"));
            }
        });
    }
}
