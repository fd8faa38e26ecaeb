package dev.patchproof.probe.linux;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathFiltersTest {

    @ParameterizedTest
    @CsvSource({
        "/usr/share/doc/*, /usr/share/doc/a/b, true",
        "/usr/share/doc/*, /usr/share/docs, false",
        "/a/?, /a/b, true",
        "/a/?, /a/bc, false",
        "/a/[bc], /a/c, true",
        "/a/[!bc], /a/c, false",
        "/a/[]b], /a/], true",
        "/a/[b-d]x, /a/cx, true",
        "/a/[open, /a/[open, true",
        "/a/\\*, /a/*, true",
        "/a/\\*, /a/b, false",
        "/a/x.y, /a/xzy, false",
        "/a/[.$], /a/$, true",
        "/a/[&&b], /a/b, true"
    })
    void glob_matchesAsDpkgDoes(String glob, String path, boolean matches) {
        assertThat(PathFilters.glob(glob).matcher(path).matches()).isEqualTo(matches);
    }
}
