/**
 * Windows: the registry, system files and the restart state, read raw. The only package that touches JNA, which is
 * loaded on Windows alone; the portal and other systems never link these classes.
 *
 * <p>Three kinds of classes. Ports ({@code Registry}, {@code OperatingSystem}, {@code SystemFiles}, {@code Processes},
 * {@code SignedCatalogs}) are what Windows answers, as records and Win32 codes; {@code Jna...} are their live side, and
 * the only classes that import JNA beside the device key store. They declare the few calls that they make: JNA's own
 * interfaces have hundreds, and their stand-ins cost 20 MB of memory. Readers turn ports into findings. Parsers ({@code
 * Pe...}, {@code VersionResource}, {@code RegistryData}, {@code ProcessList}, {@code KernelBuild}) are pure: bytes in,
 * findings out, on any system.
 *
 * <p>Rules that hold everywhere here: Win32 codes become findings in {@code Win32Failure} alone; the registry view is
 * always said; folders come from the operating system, never from the environment, which a user can set; a 32-bit
 * process reads what a 64-bit one would, or refuses with an error that says so; no folder on the way to a file may be a
 * link or a junction ({@code PlainFolders}); nothing is started, nothing is written,
 * no privilege is turned on; of other processes' memory only versions leave.
 *
 * <p>What must not enter: judgement (which version is good), the network, tokens, and anything of Linux.
 */
@NullMarked
package dev.patchproof.probe.windows;

import org.jspecify.annotations.NullMarked;
