/**
 * Getting one file over HTTP within bounds: of time, of size, of media type, and of patience with a server that fails.
 *
 * <p>{@code Download} is one attempt, {@code PatientDownload} several with growing waits. A file is handed over whole or
 * not at all; what came of it in part is deleted. No redirect is followed. What is in the file is the caller's to check.
 *
 * <p>Depends on {@code home} for settings. Knows no catalog.
 */
@NullMarked
package dev.patchproof.portal.download;

import org.jspecify.annotations.NullMarked;
