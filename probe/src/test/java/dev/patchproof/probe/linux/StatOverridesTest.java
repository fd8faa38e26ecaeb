package dev.patchproof.probe.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.patchproof.evidence.DebianPackagesFact;
import dev.patchproof.evidence.DifferingFile;
import dev.patchproof.evidence.Existing;
import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.Query;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatOverridesTest {
    private static final String HELPER = "/usr/lib/dbus-1.0/dbus-daemon-launch-helper";
    private static final String OVERRIDES = "/var/lib/dpkg/statoverride";

    private DpkgRoot root;

    @BeforeEach
    void debian(@TempDir Path folder) throws IOException {
        root = DpkgRoot.in(folder).install("dbus", "1.14.10-1", Map.of(HELPER, "helper", "/usr/bin/own tool", "tool"));
    }

    @Test
    void overriddenMode_standsBesideTheFile() throws IOException {
        root.write(OVERRIDES, "root messagebus 4750 " + HELPER + "\nroot root 0700 /usr/bin/own tool\n");

        assertThat(differing(root.liveWithout(HELPER, "/usr/bin/own tool")))
                .extracting(DifferingFile::path, DifferingFile::modeOverride)
                .containsExactlyInAnyOrder(
                        tuple(HELPER, Finding.exists("4750")), tuple("/usr/bin/own tool", Finding.exists("0700")));
    }

    @Test
    void overrideByTheOldNameOfAMergedFolder_isTheSameFile() throws IOException {
        root.link("/lib", "usr/lib").write(OVERRIDES, "root messagebus 4750 " + HELPER.substring(4) + "\n");

        assertThat(differing(root.liveWithout(HELPER)).get(0).modeOverride()).isEqualTo(Finding.exists("4750"));
    }

    @Test
    void fileWithoutOverride_hasNone() throws IOException {
        root.write(OVERRIDES, "root ssl-cert 710 /etc/ssl/private\n");

        assertThat(differing(root.liveWithout(HELPER)).get(0).modeOverride()).isEqualTo(Finding.doesNotExist());
    }

    @Test
    void noOverrides_hasNone() throws IOException {
        assertThat(differing(root.liveWithout(HELPER)).get(0).modeOverride()).isEqualTo(Finding.doesNotExist());
    }

    @Test
    void malformedOverrides_areAnErrorAndNotNone() throws IOException {
        root.write(OVERRIDES, "root messagebus " + HELPER + "\n");

        assertThat(differing(root.liveWithout(HELPER)).get(0).modeOverride()).isInstanceOf(Finding.Failed.class);
    }

    private static List<DifferingFile> differing(LinuxCollector collector) {
        DebianPackagesFact fact =
                Existing.of(collector.collect(new Query.DebianPackages(List.of("dbus")), (units, what) -> {}));
        return Existing.of(fact.packages().get(0).files()).differing();
    }
}
