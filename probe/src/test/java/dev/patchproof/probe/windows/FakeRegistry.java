package dev.patchproof.probe.windows;

import static java.nio.charset.StandardCharsets.UTF_16LE;

import dev.patchproof.evidence.RegistryView;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A registry in memory that is as strict as Windows: SOFTWARE has two views, the rest one; names have no case; a key
 * exists with all keys above it; a denied key answers access denied, also to those who only ask whether it is there.
 */
final class FakeRegistry implements Registry {

    private final Map<String, Map<String, RawValue>> keys = new HashMap<>();
    private final Set<String> denied = new HashSet<>();
    private final Map<String, Integer> failures = new HashMap<>();

    FakeRegistry key(String path, RegistryView view) {
        String place = place(RegistryPath.parse(path), view);
        for (int end = place.indexOf('\\'); end >= 0; end = place.indexOf('\\', end + 1)) {
            keys.computeIfAbsent(place.substring(0, end), ignored -> new HashMap<>());
        }
        keys.computeIfAbsent(place, ignored -> new HashMap<>());
        return this;
    }

    FakeRegistry key(String path) {
        return key(path, RegistryView.NATIVE);
    }

    FakeRegistry value(String path, RegistryView view, String name, int type, byte[] bytes) {
        key(path, view);
        keys.getOrDefault(place(RegistryPath.parse(path), view), new HashMap<>())
                .put(name.toLowerCase(Locale.ROOT), RawValue.of(type, bytes));
        return this;
    }

    FakeRegistry text(String path, String name, String text) {
        return value(path, RegistryView.NATIVE, name, 1, (text + '\0').getBytes(UTF_16LE));
    }

    FakeRegistry number(String path, String name, int number) {
        byte[] bytes = ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(number)
                .array();
        return value(path, RegistryView.NATIVE, name, 4, bytes);
    }

    FakeRegistry deny(String path, RegistryView view) {
        denied.add(place(RegistryPath.parse(path), view));
        return this;
    }

    FakeRegistry fail(String path, int code) {
        failures.put(place(RegistryPath.parse(path), RegistryView.NATIVE), code);
        return this;
    }

    @Override
    public void open(RegistryPath path, RegistryView view) throws Win32Failure {
        values(path, view);
    }

    @Override
    public RawValue read(RegistryPath path, String name, RegistryView view) throws Win32Failure {
        RawValue value = values(path, view).get(name.toLowerCase(Locale.ROOT));
        if (value == null) {
            throw new Win32Failure(Win32Failure.FILE_NOT_FOUND, "RegQueryValueEx of " + path + ", " + name);
        }
        return value;
    }

    private Map<String, RawValue> values(RegistryPath path, RegistryView view) throws Win32Failure {
        String place = place(path, view);
        String call = "RegOpenKeyEx of " + path;
        if (denied.contains(place)) {
            throw new Win32Failure(Win32Failure.ACCESS_DENIED, call);
        }
        Integer failure = failures.get(place);
        if (failure != null) {
            throw new Win32Failure(failure, call);
        }
        Map<String, RawValue> values = keys.get(place);
        if (values == null) {
            throw new Win32Failure(Win32Failure.FILE_NOT_FOUND, call);
        }
        return values;
    }

    private static String place(RegistryPath path, RegistryView view) {
        String subKey = path.subKey().toLowerCase(Locale.ROOT);
        boolean software = subKey.equals("software") || subKey.startsWith("software\\");
        if (view == RegistryView.WOW32 && software && !subKey.startsWith("software\\wow6432node")) {
            subKey = "software\\wow6432node" + subKey.substring("software".length());
        }
        return path.hive() + "\\" + subKey;
    }
}
