package dev.patchproof.probe.windows;

import static java.nio.charset.StandardCharsets.UTF_16LE;

import dev.patchproof.evidence.RegistryView;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A registry in memory that is as strict as Windows: SOFTWARE has two views, the rest one; names have no case but keep
 * their spelling; a key exists with all keys above it; a denied key answers access denied, also to those who only ask
 * whether it is there, while its name can still be listed; a listing goes by position and skips what moves up meanwhile;
 * a handle to a deleted key says so.
 */
final class FakeRegistry implements Registry {

    /** Of every key. */
    static final Instant CHANGED_AT = Instant.parse("2026-01-30T09:00:00Z");

    private final Map<String, Key> keys = new TreeMap<>();
    private final Set<String> denied = new HashSet<>();
    private final Map<String, Integer> failures = new HashMap<>();
    private final Map<String, Integer> valueFailures = new HashMap<>();
    private final Map<String, Runnable> afterListed = new HashMap<>();
    private final Map<String, Runnable> afterOpened = new HashMap<>();
    private int open;

    FakeRegistry key(String path, RegistryView view) {
        String spelling = spelling(RegistryPath.parse(path), view);
        for (int end = spelling.indexOf('\\'); end >= 0; end = spelling.indexOf('\\', end + 1)) {
            made(spelling.substring(0, end));
        }
        made(spelling);
        return this;
    }

    private Key made(String spelling) {
        String name = spelling.substring(spelling.lastIndexOf('\\') + 1);
        return keys.computeIfAbsent(lower(spelling), ignored -> new Key(name));
    }

    FakeRegistry key(String path) {
        return key(path, RegistryView.NATIVE);
    }

    FakeRegistry value(String path, RegistryView view, String name, int type, byte[] bytes) {
        key(path, view);
        Key key = made(spelling(RegistryPath.parse(path), view));
        key.values.put(lower(name), RawValue.of(type, bytes));
        key.valueNames.put(lower(name), name);
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

    /** When this key was written does not tell. */
    FakeRegistry withoutTime(String path) {
        made(spelling(RegistryPath.parse(path), RegistryView.NATIVE)).withoutTime = true;
        return this;
    }

    FakeRegistry failValue(String path, String name, int code) {
        valueFailures.put(place(RegistryPath.parse(path), RegistryView.NATIVE) + "\\" + lower(name), code);
        return this;
    }

    /** Removes a key with all below it. */
    FakeRegistry delete(String path) {
        String place = place(RegistryPath.parse(path), RegistryView.NATIVE);
        keys.keySet().removeIf(key -> key.equals(place) || key.startsWith(place + "\\"));
        return this;
    }

    /** Something happens each time when the first key below this one has been listed. */
    FakeRegistry afterFirstListed(String path, Runnable change) {
        afterListed.put(place(RegistryPath.parse(path), RegistryView.NATIVE), change);
        return this;
    }

    /** Something happens each time when a handle to this key has been opened. */
    FakeRegistry afterOpened(String path, Runnable change) {
        afterOpened.put(place(RegistryPath.parse(path), RegistryView.NATIVE), change);
        return this;
    }

    /** Handles that nobody has closed. */
    int openHandles() {
        return open;
    }

    @Override
    public OpenKey open(RegistryPath path, RegistryView view) throws Win32Failure {
        String place = existing(path, view);
        open++;
        afterOpened.getOrDefault(place, () -> {}).run();
        return new Handle(place, path);
    }

    @Override
    public List<String> subKeys(RegistryPath path, RegistryView view) throws Win32Failure {
        String place = existing(path, view);
        List<String> below = below(place);
        List<String> names = new ArrayList<>();
        while (names.size() < below.size()) {
            names.add(below.get(names.size()));
            Runnable change = afterListed.get(place);
            if (names.size() == 1 && change != null) {
                change.run();
                below = below(place);
            }
        }
        return List.copyOf(names);
    }

    private List<String> below(String place) {
        return keys.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(place + "\\")
                        && entry.getKey().indexOf('\\', place.length() + 1) < 0)
                .map(entry -> entry.getValue().name)
                .toList();
    }

    private String existing(RegistryPath path, RegistryView view) throws Win32Failure {
        String place = place(path, view);
        String call = "RegOpenKeyEx of " + path;
        if (denied.contains(place)) {
            throw new Win32Failure(Win32Failure.ACCESS_DENIED, call);
        }
        Integer failure = failures.get(place);
        if (failure != null) {
            throw new Win32Failure(failure, call);
        }
        if (!keys.containsKey(place)) {
            throw new Win32Failure(Win32Failure.FILE_NOT_FOUND, call);
        }
        return place;
    }

    private static String place(RegistryPath path, RegistryView view) {
        return lower(spelling(path, view));
    }

    private static String spelling(RegistryPath path, RegistryView view) {
        String subKey = path.subKey();
        String software = "software";
        boolean twoViews = lower(subKey).equals(software) || lower(subKey).startsWith(software + "\\");
        if (view == RegistryView.WOW32 && twoViews) {
            subKey = subKey.substring(0, software.length()) + "\\Wow6432Node" + subKey.substring(software.length());
        }
        return path.hive() + "\\" + subKey;
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static final class Key {
        private final String name;
        private final Map<String, RawValue> values = new HashMap<>();
        private final Map<String, String> valueNames = new TreeMap<>();
        private boolean withoutTime;

        Key(String name) {
            this.name = name;
        }
    }

    private final class Handle implements OpenKey {
        private final String place;
        private final RegistryPath path;
        private boolean closed;

        Handle(String place, RegistryPath path) {
            this.place = place;
            this.path = path;
        }

        private Key key(String call) throws Win32Failure {
            if (closed) {
                throw new IllegalStateException("the handle was closed");
            }
            Key key = keys.get(place);
            if (key == null) {
                throw new Win32Failure(Win32Failure.KEY_DELETED, call);
            }
            return key;
        }

        @Override
        public RawValue read(String name) throws Win32Failure {
            String call = "RegQueryValueEx of " + path + ", " + name;
            RawValue value = key(call).values.get(lower(name));
            Integer failure = valueFailures.get(place + "\\" + lower(name));
            if (failure != null) {
                throw new Win32Failure(failure, call);
            }
            if (value == null) {
                throw new Win32Failure(Win32Failure.FILE_NOT_FOUND, call);
            }
            return value;
        }

        @Override
        public Instant changedAt() throws Win32Failure {
            String call = "RegQueryInfoKey of " + path;
            Key key = key(call);
            if (key.withoutTime) {
                throw new Win32Failure(Win32Failure.ACCESS_DENIED, call);
            }
            return CHANGED_AT;
        }

        @Override
        public List<String> valueNames() throws Win32Failure {
            return List.copyOf(key("RegEnumValue of " + path).valueNames.values());
        }

        @Override
        public void close() {
            if (!closed) {
                open--;
            }
            closed = true;
        }
    }
}
