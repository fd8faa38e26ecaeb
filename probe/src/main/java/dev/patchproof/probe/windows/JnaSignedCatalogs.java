package dev.patchproof.probe.windows;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.WString;
import com.sun.jna.platform.win32.Guid.GUID;
import com.sun.jna.platform.win32.WinBase;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import java.lang.ref.Reference;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The catalogs of this computer. Never seen on real Windows: Wine has no search by SHA-256 and no catalogs. */
final class JnaSignedCatalogs implements SignedCatalogs {

    private static final int MAX_HASH = 64;
    private static final int MAX_PATH = 260;

    /** DRIVER_ACTION_VERIFY: as a subsystem, the catalogs of the system's own components and of drivers. */
    private static final GUID COMPONENTS = new GUID("{F750E6C3-38EE-11D1-85E5-00C04FC295EE}");

    private static final GUID GENERIC_VERIFY_V2 = new GUID("{00AAC56B-CD44-11d0-8CC2-00C04FC295EE}");

    /** What is said behind the last catalog: nothing, element not found, no more items; by Wine, no more files. */
    private static final Set<Integer> NO_MORE = Set.of(0, 1168, 259, 0x8009_2004, 0x8009_0011, 18);

    @Override
    public Optional<Search> search(String path, Algorithm algorithm) throws Win32Failure {
        Optional<Pointer> admin = acquire(algorithm);
        if (admin.isEmpty()) {
            return Optional.empty();
        }
        try {
            JnaFileHandle file = JnaFileHandle.open(path, JnaFileHandle.READ_DATA);
            try {
                return Optional.of(new Begun(admin.get(), file, hash(admin.get(), file, algorithm, path), algorithm));
            } catch (Win32Failure | RuntimeException | Error e) {
                file.close();
                throw e;
            }
        } catch (Win32Failure | RuntimeException | Error e) {
            JnaWintrust.INSTANCE.CryptCATAdminReleaseContext(admin.get(), 0);
            throw e;
        }
    }

    private static Optional<Pointer> acquire(Algorithm algorithm) throws Win32Failure {
        PointerByReference admin = new PointerByReference();
        boolean acquired;
        try {
            acquired = switch (algorithm) {
                case SHA256 ->
                    JnaWintrust.INSTANCE.CryptCATAdminAcquireContext2(
                            admin, COMPONENTS, new WString("SHA256"), null, 0);
                case SHA1 -> JnaWintrust.INSTANCE.CryptCATAdminAcquireContext(admin, COMPONENTS, 0);
            };
        } catch (UnsatisfiedLinkError beforeWindows8) {
            return Optional.empty();
        }
        if (!acquired) {
            throw new Win32Failure(Native.getLastError(), "CryptCATAdminAcquireContext (" + algorithm + ")");
        }
        return Optional.of(admin.getValue());
    }

    private static byte[] hash(Pointer admin, JnaFileHandle file, Algorithm algorithm, String path)
            throws Win32Failure {
        byte[] hash = new byte[MAX_HASH];
        IntByReference size = new IntByReference(hash.length);
        boolean done =
                switch (algorithm) {
                    case SHA256 ->
                        JnaWintrust.INSTANCE.CryptCATAdminCalcHashFromFileHandle2(admin, file.handle(), size, hash, 0);
                    case SHA1 -> JnaWintrust.INSTANCE.CryptCATAdminCalcHashFromFileHandle(file.handle(), size, hash, 0);
                };
        int expected =
                switch (algorithm) {
                    case SHA256 -> 32;
                    case SHA1 -> 20;
                };
        if (!done) {
            throw new Win32Failure(Native.getLastError(), "CryptCATAdminCalcHashFromFileHandle of " + path);
        }
        if (size.getValue() != expected) { // success is also said where the room was too small
            throw new Win32Failure(Win32Failure.INVALID_DATA, "CryptCATAdminCalcHashFromFileHandle of " + path);
        }
        return Arrays.copyOf(hash, expected);
    }

    private static final class Begun implements Search {

        private final Pointer admin;
        private final JnaFileHandle file;
        private final byte[] hash;
        private final Algorithm algorithm;
        private @Nullable Pointer catalog;

        Begun(Pointer admin, JnaFileHandle file, byte[] hash, Algorithm algorithm) {
            this.admin = admin;
            this.file = file;
            this.hash = hash;
            this.algorithm = algorithm;
        }

        @Override
        public Optional<String> truePath() {
            return file.truePath();
        }

        @Override
        public Optional<String> next() throws Win32Failure {
            PointerByReference previous = new PointerByReference(catalog);
            catalog = null; // the call takes the context over and releases it
            catalog = JnaWintrust.INSTANCE.CryptCATAdminEnumCatalogFromHash(admin, hash, hash.length, 0, previous);
            Pointer found = catalog;
            if (found == null) {
                int code = Native.getLastError();
                if (NO_MORE.contains(code)) {
                    return Optional.empty();
                }
                throw new Win32Failure(code, "CryptCATAdminEnumCatalogFromHash");
            }
            return Optional.of(path(found));
        }

        /** CATALOG_INFO: its size, then the path in MAX_PATH characters. */
        private static String path(Pointer catalog) throws Win32Failure {
            int size = Integer.BYTES + MAX_PATH * Native.WCHAR_SIZE;
            try (Memory information = new Memory(size)) {
                information.clear();
                information.setInt(0, size);
                if (!JnaWintrust.INSTANCE.CryptCATCatalogInfoFromContext(catalog, information, 0)) {
                    throw new Win32Failure(Native.getLastError(), "CryptCATCatalogInfoFromContext");
                }
                return Native.toString(information.getCharArray(Integer.BYTES, MAX_PATH));
            }
        }

        @Override
        public Verdict verify(String path) throws Win32Failure {
            try (Memory digest = new Memory(hash.length)) {
                digest.write(0, hash, 0, hash.length);
                JnaWintrust.Catalog member = new JnaWintrust.Catalog();
                member.pcwszCatalogFilePath = new WString(path);
                member.pcwszMemberTag =
                        new WString(HexFormat.of().withUpperCase().formatHex(hash));
                member.hMemberFile = file.handle();
                member.pbCalculatedFileHash = digest;
                member.cbCalculatedFileHash = hash.length;
                member.hCatAdmin = admin;
                member.sized(algorithm == Algorithm.SHA256);
                member.write();
                try {
                    return verify(new JnaWintrust.Data(member.getPointer()));
                } finally {
                    Reference.reachabilityFence(member); // it owns the strings that Windows is shown
                }
            }
        }

        private static Verdict verify(JnaWintrust.Data data) {
            int code = JnaWintrust.INSTANCE.WinVerifyTrust(WinBase.INVALID_HANDLE_VALUE, GENERIC_VERIFY_V2, data);
            try {
                return new Verdict(code, code == 0 ? signer(data.hWVTStateData) : Optional.empty());
            } finally {
                data.dwStateAction = JnaWintrust.Data.STATE_CLOSE;
                JnaWintrust.INSTANCE.WinVerifyTrust(WinBase.INVALID_HANDLE_VALUE, GENERIC_VERIFY_V2, data);
            }
        }

        private static Optional<String> signer(@Nullable Pointer state) {
            Pointer provider = JnaWintrust.INSTANCE.WTHelperProvDataFromStateData(state);
            if (provider == null) {
                return Optional.empty();
            }
            Pointer signer = JnaWintrust.INSTANCE.WTHelperGetProvSignerFromChain(provider, 0, false, 0);
            if (signer == null) {
                return Optional.empty();
            }
            Pointer certificate = JnaWintrust.INSTANCE.WTHelperGetProvCertFromChain(signer, 0);
            if (certificate == null) {
                return Optional.empty();
            }
            Pointer context = certificate.getPointer(Native.POINTER_SIZE); // behind the size, by alignment
            if (context == null) {
                return Optional.empty();
            }
            char[] name = new char[1024];
            int length = JnaCrypt32.INSTANCE.CertGetNameStringW(
                    context, JnaCrypt32.NAME_ATTRIBUTE, 0, JnaCrypt32.COMMON_NAME, name, name.length);
            return length > 1 ? Optional.of(new String(name, 0, length - 1)) : Optional.empty();
        }

        @Override
        public void close() {
            Pointer last = catalog;
            catalog = null;
            if (last != null) {
                JnaWintrust.INSTANCE.CryptCATAdminReleaseCatalogContext(admin, last, 0);
            }
            file.close();
            JnaWintrust.INSTANCE.CryptCATAdminReleaseContext(admin, 0);
        }
    }
}
