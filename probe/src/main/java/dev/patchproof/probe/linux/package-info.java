/**
 * Reads Linux: os-release, the dpkg database, the files of packages, apt's lists, the status of Ubuntu Pro, /proc, /boot,
 * /run and the names of live patches in /sys.
 *
 * <p>Everything is read below a root folder, so that an off-line root and a test fixture are read by the same code as
 * the running system; links are followed inside that root only, and never to people's folders or what the kernel makes
 * up ({@code RootFolder}); no file is read beyond the size it says it has, nor all beyond the run's budget ({@code
 * BoundedDisk}). No program is started. {@link
 * dev.patchproof.probe.linux.Disk} is the only door to the file system, and exceptions become findings in {@link
 * dev.patchproof.probe.linux.Failures} alone. Nothing here judges, and nothing of Windows, tokens or HTTP enters.
 */
@NullMarked
package dev.patchproof.probe.linux;

import org.jspecify.annotations.NullMarked;
