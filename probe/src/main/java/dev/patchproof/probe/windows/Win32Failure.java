package dev.patchproof.probe.windows;

import static java.util.Objects.requireNonNull;

import dev.patchproof.evidence.Finding;
import java.util.Set;

/** A call of Windows failed. The one place where Win32 codes become findings. */
final class Win32Failure extends Exception {

    private static final long serialVersionUID = 1L;

    static final int FILE_NOT_FOUND = 2;
    static final int PATH_NOT_FOUND = 3;
    static final int ACCESS_DENIED = 5;
    static final int INVALID_DATA = 13;
    static final int INVALID_PARAMETER = 87;
    static final int CALL_NOT_IMPLEMENTED = 120;
    static final int MORE_DATA = 234;
    static final int NO_MORE_ITEMS = 259;
    static final int KEY_DELETED = 1018;
    static final int RESOURCE_DATA_NOT_FOUND = 1812;
    static final int RESOURCE_TYPE_NOT_FOUND = 1813;
    static final int RESOURCE_NAME_NOT_FOUND = 1814;
    static final int RESOURCE_LANG_NOT_FOUND = 1815;

    /**
     * What Windows answers when the thing asked for is not there. PATH_NOT_FOUND is not among them: the registry gives it
     * for a path that it could not make sense of, and for files the probe has looked at the path before.
     */
    private static final Set<Integer> ABSENT = Set.of(
            FILE_NOT_FOUND,
            RESOURCE_DATA_NOT_FOUND,
            RESOURCE_TYPE_NOT_FOUND,
            RESOURCE_NAME_NOT_FOUND,
            RESOURCE_LANG_NOT_FOUND);

    private final int code;
    private final String call;

    /**
     * @param code as GetLastError or the call itself gave it
     * @param call the function and what it was asked for
     */
    Win32Failure(int code, String call) {
        super(null, null, false, false); // thousands of values are absent, and nobody reads where that was noticed
        this.code = code;
        this.call = requireNonNull(call, "call");
    }

    @Override
    public String getMessage() {
        return call + " failed with Win32 code " + Integer.toUnsignedString(code);
    }

    int code() {
        return code;
    }

    /** Absent, denied or failed; never absent for a code that does not say so. */
    <T> Finding<T> finding() {
        if (ABSENT.contains(code)) {
            return Finding.doesNotExist();
        }
        return error();
    }

    /** An error for every code: for what cannot be absent, such as the system's own folder. */
    <T> Finding<T> error() {
        if (code == ACCESS_DENIED) {
            return Finding.error("ACCESS_DENIED", call + ": access denied");
        }
        return Finding.error("WIN32_" + Integer.toUnsignedString(code), getMessage());
    }
}
