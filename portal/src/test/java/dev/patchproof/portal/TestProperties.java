package dev.patchproof.portal;

import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;

/** The portal refuses settings under its prefix that it does not know; those of the build's own are not for it. */
public final class TestProperties implements SmallRyeConfigBuilderCustomizer {

    @Override
    public void configBuilder(SmallRyeConfigBuilder builder) {
        builder.withMappingIgnore("patchproof.require-tools").withMappingIgnore("patchproof.test.**");
    }
}
