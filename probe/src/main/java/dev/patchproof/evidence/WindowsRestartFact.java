package dev.patchproof.evidence;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;

/**
 * What Windows has put off to the next restart.
 *
 * @param pendingFileRenames the paths of PendingFileRenameOperations in their order, source and target taking turns, an
 *     empty target meaning deletion; prefix as found ({@code \??\} and {@code !\??\})
 * @param cbsRebootPending the RebootPending key of Component Based Servicing
 * @param updateRebootRequired the RebootRequired key of Windows Update
 * @param pendingXml last write time of WinSxS\\pending.xml, the list of what the next start is to do
 */
public record WindowsRestartFact(
        Finding<List<String>> pendingFileRenames,
        Finding<RegistryKeyFact> cbsRebootPending,
        Finding<RegistryKeyFact> updateRebootRequired,
        Finding<Instant> pendingXml) {
    public WindowsRestartFact {
        requireNonNull(pendingFileRenames, "pendingFileRenames");
        requireNonNull(cbsRebootPending, "cbsRebootPending");
        requireNonNull(updateRebootRequired, "updateRebootRequired");
        requireNonNull(pendingXml, "pendingXml");
    }
}
