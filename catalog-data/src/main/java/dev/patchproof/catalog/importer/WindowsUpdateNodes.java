package dev.patchproof.catalog.importer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchproof.catalog.importer.WindowsTarget.Kind;
import dev.patchproof.catalog.importer.WindowsUpdate.TargetFix;
import java.time.format.TextStyle;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A Windows update in the catalog's own form.
 *
 * <p>A fix known by its build alone claims by build and revision, which settle it. On disk it is proven by the signed
 * catalogs of that build over files that every cumulative update of every line has replaced so far: the kernel, and the
 * two libraries that every process maps. Two drivers that mostly, not always, come with each update (window manager, TCP/IP)
 * join them for the doubt, which is never a verdict. The files of a line carry the build of its first release.
 */
final class WindowsUpdateNodes {
    static final List<String> PROVEN_FILES = List.of(
            "%SystemRoot%\\System32\\ntoskrnl.exe",
            "%SystemRoot%\\System32\\ntdll.dll", "%SystemRoot%\\System32\\KernelBase.dll");
    static final List<String> CORE_FILES = List.of(
            "%SystemRoot%\\System32\\ntoskrnl.exe",
            "%SystemRoot%\\System32\\ntdll.dll",
            "%SystemRoot%\\System32\\KernelBase.dll",
            "%SystemRoot%\\System32\\win32kfull.sys",
            "%SystemRoot%\\System32\\drivers\\tcpip.sys");
    /**
     * Further files that a list of one update's files may give a floor of their own: each is on every edition of Windows 10
     * and later, Server Core included, and has its 64-bit (or only) copy in one place.
     */
    static final List<String> LISTED_FILES = List.of(
            "%SystemRoot%\\System32\\kernel32.dll",
            "%SystemRoot%\\System32\\rpcrt4.dll",
            "%SystemRoot%\\System32\\sechost.dll",
            "%SystemRoot%\\System32\\combase.dll",
            "%SystemRoot%\\System32\\crypt32.dll",
            "%SystemRoot%\\System32\\schannel.dll",
            "%SystemRoot%\\System32\\lsasrv.dll",
            "%SystemRoot%\\System32\\ci.dll",
            "%SystemRoot%\\System32\\drivers\\ntfs.sys",
            "%SystemRoot%\\System32\\drivers\\afd.sys",
            "%SystemRoot%\\System32\\drivers\\ndis.sys",
            "%SystemRoot%\\System32\\drivers\\netio.sys",
            "%SystemRoot%\\System32\\drivers\\cng.sys");

    /** The field of a product that is limited to a type of installation. */
    static final String INSTALLATIONS = "installationTypes";

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private WindowsUpdateNodes() {}

    static ObjectNode of(WindowsUpdate update) {
        ObjectNode json = NODES.objectNode();
        json.put("id", update.id());
        json.put("vendor", "Microsoft");
        json.put("description", description(update));
        if (!update.severity().equals(MsrcSeverity.UNRATED)) {
            json.put("severity", update.severity());
        }
        texts(json, "cves", update.cves());
        update.released().ifPresent(day -> json.put("released", day.toString()));
        json.putArray("sources")
                .add("https://support.microsoft.com/help/" + update.id().substring(2));
        json.put("restart", update.restart());
        texts(json, "supersedes", update.supersedes());
        texts(json, "replaces", update.replaces());
        ArrayNode fixes = json.putArray("fixes");
        byBuild(update).forEach((build, kinds) -> fixes(fixes, build, kinds));
        return json;
    }

    /** Replaces a field of texts; an empty list is no field. */
    static void texts(ObjectNode json, String field, Collection<String> texts) {
        if (!texts.isEmpty()) {
            ArrayNode array = NODES.arrayNode();
            texts.forEach(array::add);
            json.set(field, array);
        }
    }

    private static String description(WindowsUpdate update) {
        String month = update.month().getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH) + " "
                + update.month().getYear();
        return (update.released().isPresent()
                        ? "Cumulative update of " + month
                        : "Cumulative update from before " + month)
                + " for "
                + WindowsReleases.names(update.fixes().keySet())
                + (update.hotpatchIds().isEmpty()
                        ? ""
                        : ", or its hotpatch " + String.join(" or ", update.hotpatchIds()));
    }

    private static SortedMap<Integer, SortedMap<Kind, TargetFix>> byBuild(WindowsUpdate update) {
        SortedMap<Integer, SortedMap<Kind, TargetFix>> byBuild = new TreeMap<>();
        update.fixes().forEach((target, fix) -> byBuild.computeIfAbsent(target.build(), none -> new TreeMap<>())
                .put(target.kind(), fix));
        return byBuild;
    }

    /** One for all kinds where they do not differ. */
    private static void fixes(ArrayNode fixes, int build, SortedMap<Kind, TargetFix> kinds) {
        boolean alike = !WindowsReleases.kindsApart(build)
                && kinds.keySet().equals(WindowsReleases.kinds(build))
                && Set.copyOf(kinds.values()).size() == 1;
        if (alike) {
            fixes(fixes, build, Set.of(), kinds.values().iterator().next());
        } else {
            kinds.forEach((kind, fix) ->
                    fixes(fixes, build, WindowsReleases.kinds(build).size() == 1 ? Set.of() : Set.of(kind), fix));
        }
    }

    private static void fixes(ArrayNode fixes, int build, Set<Kind> kinds, TargetFix fix) {
        ObjectNode cumulative = fix(fixes, build, kinds, fix, fix.editions(), "cumulative");
        claim(cumulative.putArray("claims"), build, fix.revision());
        ObjectNode signed = cumulative.putArray("references").addObject().putObject("signedBuild");
        signed.put("build", WindowsReleases.line(build));
        signed.put("revision", fix.revision());
        texts(signed, "files", PROVEN_FILES);
        texts(cumulative, "coreFiles", CORE_FILES);
        SortedMap<String, ArrayNode> byEditions = new TreeMap<>();
        fix.hotpatches().forEach((revision, editions) -> claim(
                        byEditions.computeIfAbsent(
                                String.join(" ", editions), none -> fix(fixes, build, kinds, fix, editions, "hotpatch")
                                        .putArray("claims")),
                        build,
                        revision)
                .put("exactly", true));
    }

    private static ObjectNode fix(
            ArrayNode fixes, int build, Set<Kind> kinds, TargetFix fix, Collection<String> editions, String line) {
        ObjectNode json = fixes.addObject();
        ObjectNode product = json.putObject("product");
        product.put("family", "windows");
        product.put("version", "10.0");
        product.put("build", build);
        kinds.forEach(kind -> texts(product, "productTypes", productTypes(kind)));
        texts(product, "architectures", fix.architectures());
        texts(product, "editions", editions);
        texts(product, INSTALLATIONS, fix.installations());
        json.put("line", line);
        return json;
    }

    static List<String> productTypes(Kind kind) {
        return switch (kind) {
            case WORKSTATION -> List.of("workstation");
            case SERVER -> List.of("server", "domain-controller");
        };
    }

    private static ObjectNode claim(ArrayNode claims, int build, int revision) {
        return claims.addObject()
                .putObject("windowsRevision")
                .put("build", build)
                .put("revision", revision);
    }
}
