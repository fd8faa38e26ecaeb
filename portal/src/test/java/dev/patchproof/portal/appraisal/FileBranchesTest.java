package dev.patchproof.portal.appraisal;

import static dev.patchproof.portal.appraisal.Catalogs.branch;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchproof.catalog.ReferenceValue.BranchFloor;
import dev.patchproof.catalog.WindowsVersion;
import dev.patchproof.evidence.Finding;
import dev.patchproof.portal.appraisal.FileBranches.Position;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Floors of branches told by ranges (netapi32.dll of Vista), by markers (rpcss.dll of 2003), and gaps between. */
class FileBranchesTest {
    private static final List<BranchFloor> VISTA = List.of(
            branch("", "6.0.6000.16764", "6.0.6000.20000", ""), branch("6.0.6000.20000", "6.0.6000.20937", "", ""));
    private static final List<BranchFloor> SERVER_2003 =
            List.of(branch("", "5.2.3790.132", "", "srv03_gdr"), branch("", "5.2.3790.142", "", "srv03_qfe"));
    private static final List<BranchFloor> CLOSED = List.of(
            branch("6.0.6000.16000", "6.0.6000.16764", "6.0.6000.17000", ""),
            branch("6.0.6000.20000", "6.0.6000.20937", "6.0.6000.21000", ""));

    @ParameterizedTest
    @CsvSource({
        "6.0.6000.16763, BELOW_FLOOR",
        "6.0.6000.16764, AT_FLOOR",
        "6.0.6000.16765, ABOVE_FLOOR",
        "6.0.6000.20000, BELOW_FLOOR",
        "6.0.6000.20936, BELOW_FLOOR",
        "6.0.6000.20937, AT_FLOOR",
        "6.0.6001.18000, ABOVE_FLOOR",
    })
    void rangesTell(String version, Position expected) {
        assertThat(new FileBranches(VISTA, List.of()).of(WindowsVersion.parse(version), Finding.doesNotExist()))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "5.2.3790.131, srv03_rtm.030324-2048, BELOW_FLOOR",
        "5.2.3790.132, srv03_gdr.040210-1555, AT_FLOOR",
        "5.2.3790.135, SRV03_GDR.040210-1555, ABOVE_FLOOR",
        "5.2.3790.135, srv03_qfe.040210-1555, BELOW_FLOOR",
        "5.2.3790.135, nothing, UNDECIDED",
        "5.2.3790.142, nothing, AT_FLOOR",
        "5.2.3790.150, nothing, ABOVE_FLOOR",
    })
    void markersTellWhereNumbersInterleave(String version, String versionString, Position expected) {
        assertThat(new FileBranches(SERVER_2003, List.of())
                        .of(WindowsVersion.parse(version), Finding.exists(versionString)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "6.0.5999.1, BELOW_FLOOR",
        "6.0.6000.18000, UNDECIDED",
        "6.0.6000.21000, ABOVE_FLOOR",
    })
    void outsideEveryBranch(String version, Position expected) {
        assertThat(new FileBranches(CLOSED, List.of()).of(WindowsVersion.parse(version), Finding.doesNotExist()))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"6.0.6000.20500, BELOW_FLOOR", "6.0.6000.20937, AT_FLOOR"})
    void fileInTheBranchOfAnAlternative_isNotNewerThanEveryBranch(String version, Position expected) {
        FileBranches gdr = new FileBranches(CLOSED.subList(0, 1), CLOSED.subList(1, 2));

        assertThat(gdr.of(WindowsVersion.parse(version), Finding.doesNotExist()))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"5.2.3790.131, BELOW_FLOOR", "5.2.3790.135, UNDECIDED", "5.2.3790.142, AT_FLOOR"})
    void versionStringUnreadable_decidedOnlyWhereAllBranchesAgree(String version, Position expected) {
        assertThat(new FileBranches(SERVER_2003, List.of())
                        .of(WindowsVersion.parse(version), Finding.error("MALFORMED", "no string table")))
                .isEqualTo(expected);
    }
}
