package dev.patchproof.probe.windows;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import com.sun.jna.WString;
import com.sun.jna.platform.win32.Guid.GUID;
import com.sun.jna.platform.win32.WinNT;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import com.sun.jna.win32.StdCallLibrary;
import org.jspecify.annotations.Nullable;

/** Catalogs and the check of their signatures (mscat.h, wintrust.h). */
interface JnaWintrust extends StdCallLibrary {
    JnaWintrust INSTANCE = Native.load("wintrust", JnaWintrust.class);

    /** Windows 8 and later. */
    boolean CryptCATAdminAcquireContext2(
            PointerByReference admin, GUID subsystem, WString algorithm, @Nullable Pointer policy, int flags);

    boolean CryptCATAdminAcquireContext(PointerByReference admin, GUID subsystem, int flags);

    boolean CryptCATAdminCalcHashFromFileHandle2(
            Pointer admin, WinNT.HANDLE file, IntByReference size, byte[] hash, int flags);

    boolean CryptCATAdminCalcHashFromFileHandle(WinNT.HANDLE file, IntByReference size, byte[] hash, int flags);

    /** Takes over the catalog context that {@code previous} holds; null behind the last and for errors. */
    @Nullable Pointer CryptCATAdminEnumCatalogFromHash(
            Pointer admin, byte[] hash, int size, int flags, PointerByReference previous);

    boolean CryptCATCatalogInfoFromContext(Pointer catalog, Pointer information, int flags);

    boolean CryptCATAdminReleaseCatalogContext(Pointer admin, Pointer catalog, int flags);

    boolean CryptCATAdminReleaseContext(Pointer admin, int flags);

    /** 0 where the action's provider trusts what the data name. */
    int WinVerifyTrust(WinNT.HANDLE window, GUID action, Data data);

    @Nullable Pointer WTHelperProvDataFromStateData(@Nullable Pointer state);

    @Nullable Pointer WTHelperGetProvSignerFromChain(Pointer provider, int signer, boolean counter, int counterSigner);

    /** A CRYPT_PROVIDER_CERT: its size, then the certificate's context. */
    @Nullable Pointer WTHelperGetProvCertFromChain(Pointer signer, int certificate);

    /** WINTRUST_DATA as before Windows 8; its size says so. */
    @Structure.FieldOrder({
        "cbStruct",
        "pPolicyCallbackData",
        "pSIPClientData",
        "dwUIChoice",
        "fdwRevocationChecks",
        "dwUnionChoice",
        "pCatalog",
        "dwStateAction",
        "hWVTStateData",
        "pwszURLReference",
        "dwProvFlags",
        "dwUIContext"
    })
    final class Data extends Structure {
        static final int UI_NONE = 2;
        static final int REVOKE_NONE = 0;
        static final int CHOICE_CATALOG = 2;
        static final int STATE_VERIFY = 1;
        static final int STATE_CLOSE = 2;
        static final int REVOCATION_CHECK_NONE = 0x10;
        static final int CACHE_ONLY_URL_RETRIEVAL = 0x1000;
        static final int DISABLE_MD2_MD4 = 0x2000;

        public int cbStruct;
        public @Nullable Pointer pPolicyCallbackData;
        public @Nullable Pointer pSIPClientData;
        public int dwUIChoice = UI_NONE;
        public int fdwRevocationChecks = REVOKE_NONE;
        public int dwUnionChoice = CHOICE_CATALOG;
        public @Nullable Pointer pCatalog;
        public int dwStateAction = STATE_VERIFY;
        public @Nullable Pointer hWVTStateData;
        public @Nullable Pointer pwszURLReference;
        public int dwProvFlags = REVOCATION_CHECK_NONE | CACHE_ONLY_URL_RETRIEVAL | DISABLE_MD2_MD4;
        public int dwUIContext;

        Data(Pointer catalog) {
            pCatalog = catalog;
            cbStruct = size();
        }
    }

    /** WINTRUST_CATALOG_INFO; without the last field, and so much smaller, before Windows 8. */
    @Structure.FieldOrder({
        "cbStruct",
        "dwCatalogVersion",
        "pcwszCatalogFilePath",
        "pcwszMemberTag",
        "pcwszMemberFilePath",
        "hMemberFile",
        "pbCalculatedFileHash",
        "cbCalculatedFileHash",
        "pcCatalogContext",
        "hCatAdmin"
    })
    final class Catalog extends Structure {
        public int cbStruct;
        public int dwCatalogVersion;
        public @Nullable WString pcwszCatalogFilePath;
        public @Nullable WString pcwszMemberTag;
        public @Nullable WString pcwszMemberFilePath;
        public WinNT.@Nullable HANDLE hMemberFile;
        public @Nullable Pointer pbCalculatedFileHash;
        public int cbCalculatedFileHash;
        public @Nullable Pointer pcCatalogContext;
        public @Nullable Pointer hCatAdmin;

        /** Sets the size, with or without the field of Windows 8. */
        void sized(boolean withAdmin) {
            cbStruct = withAdmin ? size() : fieldOffset("hCatAdmin");
        }
    }
}
