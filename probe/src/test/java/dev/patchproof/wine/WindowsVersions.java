package dev.patchproof.wine;

/**
 * What to import into a prefix so that it is a certain Windows, in the format of {@link WinePrefix#importRegistry}. Wine 8
 * takes its own version (RtlGetVersion) from these values.
 */
public final class WindowsVersions {

    /** Windows XP SP1. Its CurrentBuild is as odd as on the real one. */
    public static final String XP_SP1 = """
            [HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion]
            "CurrentVersion"="5.1"
            "CurrentBuildNumber"="2600"
            "CurrentBuild"="1.511.1 () (Obsolete data - do not use)"
            "CSDVersion"="Service Pack 1"
            "ProductName"="Microsoft Windows XP"

            [HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\Windows]
            "CSDVersion"=dword:00000100

            [HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\ProductOptions]
            "ProductType"="WinNT"
            """;

    /** Windows Server 2003 without a service pack. */
    public static final String SERVER_2003 = """
            [HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion]
            "CurrentVersion"="5.2"
            "CurrentBuildNumber"="3790"
            "CurrentBuild"="3790"
            "CSDVersion"=-
            "ProductName"="Microsoft Windows Server 2003"

            [HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\Windows]
            "CSDVersion"=dword:00000000

            [HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\ProductOptions]
            "ProductType"="ServerNT"
            """;

    /** Windows 10 22H2 (19045.6937). On Windows CurrentVersion is 6.3 there; Wine 8 needs 10.0. */
    public static final String WINDOWS_10_22H2 = """
            [HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion]
            "CurrentVersion"="10.0"
            "CurrentBuildNumber"="19045"
            "CurrentBuild"="19045"
            "CSDVersion"=-
            "CurrentMajorVersionNumber"=dword:0000000a
            "CurrentMinorVersionNumber"=dword:00000000
            "UBR"=dword:00001b19
            "EditionID"="Professional"
            "ReleaseId"="2009"
            "DisplayVersion"="22H2"
            "ProductName"="Windows 10 Pro"

            [HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\Windows]
            "CSDVersion"=dword:00000000

            [HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\ProductOptions]
            "ProductType"="WinNT"
            """;

    private WindowsVersions() {}
}
